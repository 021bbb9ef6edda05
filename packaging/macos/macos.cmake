# SPDX-License-Identifier: GPL-3.0-or-later
# macOS: the bundle Snug.app, and the disk image (DragNDrop) by `cpack`. Included by ../CMakeLists.txt.
set(icon ${CMAKE_CURRENT_LIST_DIR}/snug.icns)
target_sources(snug PRIVATE ${icon})
set_source_files_properties(${icon} TARGET_DIRECTORY snug PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(snug PROPERTIES
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_INFO_PLIST ${CMAKE_CURRENT_LIST_DIR}/Info.plist.in
    MACOSX_BUNDLE_BUNDLE_NAME Snug
    MACOSX_BUNDLE_GUI_IDENTIFIER chat.snug.Snug
    MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION}
    MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION}
    MACOSX_BUNDLE_ICON_FILE snug.icns)

# Qt goes into the bundle, as its own tool finds it, with what the graphs need, which nothing links.
find_program(SNUG_MACDEPLOYQT macdeployqt HINTS ${Qt6_DIR}/../../../bin REQUIRED)
install(CODE "
    set(bundle \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/snug.app\")
    execute_process(COMMAND \"${SNUG_MACDEPLOYQT}\" \"\${bundle}\"
                            \"-executable=\${bundle}/Contents/PlugIns/snug/$<TARGET_FILE_NAME:snug_charts>\"
                    COMMAND_ERROR_IS_FATAL ANY)" COMPONENT desktop)

set(CPACK_GENERATOR DragNDrop)
set(CPACK_COMPONENTS_ALL desktop)  # snugd is no program to be dragged: cmake --install … --component server
set(CPACK_PACKAGE_FILE_NAME snug-${PROJECT_VERSION}-macos)
set(CPACK_DMG_VOLUME_NAME Snug)
