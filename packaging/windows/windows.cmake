# SPDX-License-Identifier: GPL-3.0-or-later
# Windows: what the program is besides its sources, and the installer (NSIS) by `cpack`. Included by ../CMakeLists.txt.
set_target_properties(snug PROPERTIES WIN32_EXECUTABLE ON)  # a window, no console; snugd keeps its own
configure_file(${CMAKE_CURRENT_LIST_DIR}/snug.rc.in ${CMAKE_CURRENT_BINARY_DIR}/snug.rc @ONLY)
target_sources(snug PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/snug.rc)

# Beside the programs lies what they need: Qt, as its own tool finds it (the graphs too, which nothing links), the other
# libraries, and the compiler's.
if(NOT CMAKE_CROSSCOMPILING)
    find_program(SNUG_WINDEPLOYQT windeployqt HINTS ${Qt6_DIR}/../../../bin REQUIRED)
    install(CODE "
        set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
        execute_process(COMMAND \"${SNUG_WINDEPLOYQT}\" --release --no-translations --no-compiler-runtime
                                --dir \"\${root}/bin\" \"\${root}/bin/snug.exe\" \"\${root}/bin/snugd.exe\"
                                \"\${root}/${CMAKE_INSTALL_LIBDIR}/snug/$<TARGET_FILE_NAME:snug_charts>\"
                        COMMAND_ERROR_IS_FATAL ANY)")
    install(TARGETS snug snugd RUNTIME_DEPENDENCY_SET snug_libraries)
    install(RUNTIME_DEPENDENCY_SET snug_libraries
            PRE_EXCLUDE_REGEXES "^api-ms-" "^ext-ms-" "^qt6" POST_EXCLUDE_REGEXES "[/\\\\][Ss]ystem32[/\\\\]")
    include(InstallRequiredSystemLibraries)
endif()

set(CPACK_GENERATOR NSIS)
set(CPACK_MONOLITHIC_INSTALL ON)  # the two programs have the same libraries beside them
set(CPACK_PACKAGE_INSTALL_DIRECTORY Snug)
set(CPACK_PACKAGE_FILE_NAME snug-${PROJECT_VERSION}-windows-x86_64)
set(CPACK_PACKAGE_EXECUTABLES snug Snug)  # in the start menu
set(CPACK_NSIS_DISPLAY_NAME Snug)
set(CPACK_NSIS_PACKAGE_NAME Snug)
set(CPACK_NSIS_MUI_ICON ${CMAKE_CURRENT_LIST_DIR}/snug.ico)
set(CPACK_NSIS_MUI_UNIICON ${CMAKE_CURRENT_LIST_DIR}/snug.ico)
set(CPACK_NSIS_INSTALLED_ICON_NAME bin\\snug.exe)
set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)  # a newer one takes the older one's place
# Invite links. The uninstaller takes away what was installed and this; what people said and set is in their own folders.
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS [[
  WriteRegStr SHCTX "Software\Classes\snug" "" "URL:Snug"
  WriteRegStr SHCTX "Software\Classes\snug" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\snug\DefaultIcon" "" "$INSTDIR\bin\snug.exe,0"
  WriteRegStr SHCTX "Software\Classes\snug\shell\open\command" "" '"$INSTDIR\bin\snug.exe" "%1"'
]])
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS [[
  DeleteRegKey SHCTX "Software\Classes\snug"
]])
