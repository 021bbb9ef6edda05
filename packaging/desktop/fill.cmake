# SPDX-License-Identifier: GPL-3.0-or-later
# Part of the installation: fills in the D-Bus service, which names the program by its whole path, and the metainfo, whose
# releases come from the changelog. Variables: see CMakeLists.txt.

set(program "${CMAKE_INSTALL_PREFIX}/${program_folder}/snug")
configure_file("${source}/${id}.service.in" "${binary}/${id}.service" @ONLY)
file(INSTALL "${binary}/${id}.service" DESTINATION "${CMAKE_INSTALL_PREFIX}/${data_folder}/dbus-1/services")

# UTC, and SOURCE_DATE_EPOCH where it is set: the same sources give the same file.
string(TIMESTAMP today "%Y-%m-%d" UTC)
execute_process(COMMAND awk -v "today=${today}" -f "${source}/releases.awk" "${changelog}"
    OUTPUT_VARIABLE releases COMMAND_ERROR_IS_FATAL ANY)
set(home "")
if(homepage)
    string(APPEND home "  <url type=\"homepage\">${homepage}</url>\n")
endif()
if(screenshots)
    string(APPEND home "  <screenshots>\n")
    set(type " type=\"default\"")
    foreach(picture "chat|A room with people talking" "chat-dark|The same in the dark theme"
            "admin-overview|The server, as who administers it sees it")
        string(REPLACE "|" ";" picture "${picture}")
        list(POP_FRONT picture name caption)
        string(APPEND home "    <screenshot${type}>\n      <caption>${caption}</caption>\n"
            "      <image type=\"source\">${screenshots}/${name}.png</image>\n    </screenshot>\n")
        set(type "")
    endforeach()
    string(APPEND home "  </screenshots>\n")
endif()
configure_file("${source}/${id}.metainfo.xml.in" "${binary}/${id}.metainfo.xml" @ONLY)
file(INSTALL "${binary}/${id}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_PREFIX}/${data_folder}/metainfo")
