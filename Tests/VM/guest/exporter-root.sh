# Sourced by cases that make images without a registry: exporter_root DIR fills DIR with busybox and with the libraries of
# this guest that weir-exporter is linked with, as an image of Debian would have them; the program itself is not in it.
# shellcheck shell=bash
exporter_root() { # DIR
  mkdir -p "$1"/{bin,dev,etc,host,proc,run,sys,tmp}
  cp /bin/busybox "$1/bin/"
  ldd /weir/bin/weir-exporter | awk '$1 ~ /^\// { print $1 } $3 ~ /^\// { print $3 }' | sort -u | xargs cp -L --parents -t "$1"
}
