// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace snug::load {

namespace {

// OpenSSL's way to the socket: ours, which raises no SIGPIPE.

TcpSocket& socketOf(BIO* bio)
{
    return *static_cast<TcpSocket*>(BIO_get_data(bio));
}

int finish(BIO* bio, TcpSocket::Transfer transfer, void (*wouldBlock)(BIO*))
{
    BIO_clear_retry_flags(bio);
    if (transfer.bytes > 0) {
        return static_cast<int>(transfer.bytes);
    }
    if (transfer.ended) {
        return 0;
    }
    wouldBlock(bio);
    return -1;
}

int readSocket(BIO* bio, char* data, int size)
{
    return finish(bio, socketOf(bio).read(std::span(data, static_cast<std::size_t>(size))),
                  [](BIO* reading) { BIO_set_retry_read(reading); });
}

int writeSocket(BIO* bio, const char* data, int size)
{
    return finish(bio, socketOf(bio).write(std::string_view(data, static_cast<std::size_t>(size))),
                  [](BIO* writing) { BIO_set_retry_write(writing); });
}

long controlSocket(BIO*, int command, long, void*)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;  // nothing else is asked for
}

const BIO_METHOD* socketMethod()
{
    static const BIO_METHOD* const made = [] {
        BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "TcpSocket");
        BIO_meth_set_read(method, readSocket);
        BIO_meth_set_write(method, writeSocket);
        BIO_meth_set_ctrl(method, controlSocket);
        return method;
    }();
    return made;
}

BIO* makeBio(TcpSocket& socket)
{
    BIO* const bio = BIO_new(socketMethod());
    BIO_set_data(bio, &socket);
    BIO_set_init(bio, 1);
    return bio;
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const
{
    SSL_CTX_free(context);
}

base::Result<TlsContext, std::string> TlsContext::make(const std::string& caFile, bool insecure)
{
    TlsContext made;
    made.insecure_ = insecure;
    made.context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* const context = made.context_.get();
    if (context == nullptr) {
        return std::string("OpenSSL does not work");
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    // Little memory while silent, few reads while not.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_verify(context, insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_default_verify_paths(context);
    if (!caFile.empty() && SSL_CTX_load_verify_file(context, caFile.c_str()) != 1) {
        return "there are no certificates to read in " + caFile;
    }
    return made;
}

void TlsSession::Free::operator()(ssl_st* session) const
{
    SSL_free(session);
}

TlsSession::TlsSession(const TlsContext& context, TcpSocket& socket, const std::string& host)
    : session_(SSL_new(context.context_.get()))
{
    SSL* const session = session_.get();
    BIO* const bio = makeBio(socket);
    SSL_set_bio(session, bio, bio);
    SSL_set_connect_state(session);
    const bool isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
    if (!isAddress) {
        SSL_set1_host(session, host.c_str());
        std::string name = host;  // for SNI; OpenSSL's own macro is an old-style cast
        SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
    }
}

TlsSession::~TlsSession() = default;

TlsSession::Handshake TlsSession::shakeHands()
{
    ERR_clear_error();
    const int result = SSL_do_handshake(session_.get());
    if (result == 1) {
        return Handshake::Done;
    }
    switch (SSL_get_error(session_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return Handshake::WantsRead;
        case SSL_ERROR_WANT_WRITE:
            return Handshake::WantsWrite;
        default:
            return Handshake::Failed;
    }
}

std::string TlsSession::failure() const
{
    const long verified = SSL_get_verify_result(session_.get());
    if (verified != X509_V_OK && SSL_get_verify_mode(session_.get()) != SSL_VERIFY_NONE) {
        return std::string("the certificate is not trusted: ") + X509_verify_cert_error_string(verified);
    }
    const char* const reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason == nullptr ? "the TLS handshake failed"
                             : std::string("the TLS handshake failed: ") + reason;
}

TcpSocket::Transfer TlsSession::read(std::span<char> buffer)
{
    TcpSocket::Transfer transfer;
    ERR_clear_error();
    while (transfer.bytes < buffer.size()) {
        const std::span<char> room = buffer.subspan(transfer.bytes);
        const int result = SSL_read(session_.get(), room.data(), static_cast<int>(room.size()));
        if (result <= 0) {
            transfer.ended =
                transfer.bytes == 0 && !wouldBlock(result);  // after those bytes it says so again
            break;
        }
        transfer.bytes += static_cast<std::size_t>(result);
    }
    return transfer;
}

TcpSocket::Transfer TlsSession::write(std::string_view bytes)
{
    ERR_clear_error();
    const int result = SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
    if (result > 0) {
        return {.bytes = static_cast<std::size_t>(result)};
    }
    return {.ended = !wouldBlock(result)};
}

bool TlsSession::wouldBlock(int result) const
{
    const int error = SSL_get_error(session_.get(), result);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

}  // namespace snug::load
