#!/bin/sh
# Writes the digest that each image's tag has now behind it, in compose.yaml and Dockerfile. Needs Docker and its network.
#   sh deploy/pin_images.sh
set -eu
cd "$(dirname "$0")/.."
for image in $(sed -nE 's/^ *image: ([^ @]+:[^ @]+)(@.*)?$/\1/p; s/^FROM ([^ @]+:[^ @]+)(@[^ ]+)?( .*)?$/\1/p' compose.yaml Dockerfile | sort -u); do
  digest=$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")
  for file in compose.yaml Dockerfile; do
    sed -E "s|^( *image: \|FROM )$image(@[^ ]+)?( .*)?\$|\1$image@$digest\3|" "$file" >"$file.pinned"
    cat "$file.pinned" >"$file"
    rm "$file.pinned"
  done
  echo "$image@$digest"
done
