// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel alone takes to deliver: bench_send [CONNECTIONS [BYTES]]. One thread sends the same bytes
// to every connection with one send() each and waits until all have arrived, as a room's server does with a
// message; no WebSocket, no room, no store. Nothing that writes to each member can deliver more in a second
// of CPU. Linux only.
#include <QByteArray>
#include <QString>
#include <QTextStream>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::chrono::seconds kTime{4};

void require(bool good, const char* what)
{
    if (!good) {
        perror(what);
        std::exit(1);
    }
}

void stayOn(int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof set, &set);  // without it the figures are only worse
}

struct Pair {
    int server = -1;
    int client = -1;
};

std::vector<Pair> connected(int count)
{
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    require(bind(listener, any, size) == 0 && listen(listener, 1) == 0, "listen");
    require(getsockname(listener, any, &size) == 0, "getsockname");
    std::vector<Pair> pairs;
    for (int each = 0; each < count; ++each) {
        Pair pair{-1, socket(AF_INET, SOCK_STREAM, 0)};
        require(connect(pair.client, any, size) == 0, "connect");
        pair.server = accept(listener, nullptr, nullptr);
        require(pair.server >= 0, "accept");
        const int on = 1;
        setsockopt(pair.server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        pairs.push_back(pair);
    }
    close(listener);
    return pairs;
}

double cpuSeconds()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace

int main(int argc, char** argv)
{
    const int connections = argc > 1 ? std::atoi(argv[1]) : 1'000;
    const int bytes = argc > 2 ? std::atoi(argv[2]) : 300;  // a message of 150 as Snug frames it
    const std::vector<Pair> pairs = connected(connections);
    std::atomic<qint64> arrived{0};
    std::atomic<bool> over{false};
    std::thread reader([&] {
        stayOn(1);
        const int events = epoll_create1(0);
        for (const Pair& pair : pairs) {
            epoll_event event{EPOLLIN, {}};
            event.data.fd = pair.client;
            epoll_ctl(events, EPOLL_CTL_ADD, pair.client, &event);
        }
        std::array<epoll_event, 64> ready{};
        std::array<char, 65'536> buffer{};
        while (!over) {
            const int count = epoll_wait(events, ready.data(), ready.size(), 100);
            for (int index = 0; index < count; ++index) {
                arrived += read(ready[static_cast<std::size_t>(index)].data.fd, buffer.data(), buffer.size());
            }
        }
        close(events);
    });
    stayOn(0);
    const QByteArray frame(bytes, 'x');
    const auto end = std::chrono::steady_clock::now() + kTime;
    qint64 sent = 0;
    double used = 0;
    while (std::chrono::steady_clock::now() < end) {
        const double before = cpuSeconds();
        for (const Pair& pair : pairs) {
            require(
                send(pair.server, frame.constData(), static_cast<std::size_t>(bytes), MSG_NOSIGNAL) == bytes,
                "send");
        }
        used += cpuSeconds() - before;
        sent += connections;
        while (arrived < sent * bytes) {
            std::this_thread::sleep_for(std::chrono::microseconds(50));
        }
    }
    over = true;
    reader.join();
    QTextStream(stdout) << qRound64(static_cast<double>(sent) / used) << " deliveries per CPU second, "
                        << used / static_cast<double>(sent) * 1e6 << " us each" << Qt::endl;
    return 0;
}
