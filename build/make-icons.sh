#!/bin/sh
# Draws the icons with ImageMagick; run it after a change and commit the PNG files.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
icons=$here/../resources/icons
mkdir -p "$icons"

# The mark on a 1024 grid: a climb in circles that straightens into a glide, and the machine at its end.
mark='path "M 190,700 C 330,850 580,800 570,610 C 560,455 315,475 330,630 C 345,775 620,760 665,540 C 690,425 725,365 790,305"'

# $1 size, $2 file
app_icon() {
  convert -size 1024x1024 xc:none \
    \( -size 1024x1024 gradient:'#2f9df4-#0b4f9e' \
       \( -size 1024x1024 xc:black -fill white -draw 'roundrectangle 64,64 959,959 200,200' \) \
       -alpha off -compose CopyOpacity -composite \) \
    -compose over -composite \
    -fill none -stroke '#ffffff' -strokewidth 60 -draw "stroke-linecap round stroke-linejoin round $mark" \
    -stroke none -fill '#ffd43b' -draw 'circle 795,298 795,222' \
    -resize "$1x$1" -strip -define png:compression-level=9 -colors 256 "PNG8:$2"
}

# $1 size, $2 colour, $3 file: the mark alone, heavier so that it can be read at 16 pixels
tray_icon() {
  convert -size 1024x1024 xc:none \
    -fill none -stroke "$2" -strokewidth 84 -draw "stroke-linecap round stroke-linejoin round $mark" \
    -stroke none -fill "$2" -draw 'circle 800,290 800,180' \
    -gravity center -crop 860x860+0-20 +repage -resize "$1x$1" -strip "PNG32:$3"
}

app_icon 1024 "$here/icon.png"
app_icon 256 "$icons/icon.png"
tray_icon 24 '#339af0' "$icons/tray.png"
tray_icon 48 '#339af0' "$icons/tray@2x.png"
tray_icon 16 '#000000' "$icons/trayTemplate.png"
tray_icon 32 '#000000' "$icons/trayTemplate@2x.png"
