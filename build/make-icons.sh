#!/bin/sh
# Draws the icons with ImageMagick; run it after a change and commit the PNG files.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
icons=$here/../resources/icons
mkdir -p "$icons"

# The mark of the console's header (src/renderer/shell/Header.tsx), there on a grid of 32.
mark='path "M 6,22 L 16,8 L 26,22 L 16,17 Z"'

# $1 size, $2 file: the rounded square with the margin that the systems expect
app_icon() {
  convert -size 1024x1024 xc:none \
    -fill '#0b6dc3' -draw 'roundrectangle 88,88 935,935 186,186' \
    -fill '#ffffff' -draw "translate 88,88 scale 26.5,26.5 $mark" \
    -resize "$1x$1" -strip -define png:compression-level=9 "PNG32:$2"
}

# $1 size, $2 colour, $3 file: the mark alone, as large as it may be
tray_icon() {
  convert -size 1024x1024 xc:none \
    -fill "$2" -draw "translate -256,-224 scale 48,48 $mark" \
    -resize "$1x$1" -strip "PNG32:$3"
}

app_icon 1024 "$here/icon.png"
app_icon 256 "$icons/icon.png"
tray_icon 24 '#339af0' "$icons/tray.png"
tray_icon 48 '#339af0' "$icons/tray@2x.png"
tray_icon 16 '#000000' "$icons/trayTemplate.png"
tray_icon 32 '#000000' "$icons/trayTemplate@2x.png"
