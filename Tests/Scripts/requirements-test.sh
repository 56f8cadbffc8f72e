#!/usr/bin/env bash
# requirements-test.sh: each branch of Scripts/requirements.sh, with a table of three things, a PATH of stubs that write
# down how they were called, and an os-release of another system. Installs nothing, asks no network.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source=Tests/Scripts/expect.sh
. "$here/expect.sh"

mkdir "$work/tools"
for tool in awk bash cat dirname env head sed sort; do ln -s "$(command -v "$tool")" "$work/tools/$tool"; done
cp "$top/Scripts/requirements.sh" "$work/requirements.sh"
cat >"$work/requirements.txt" <<TABLE
# a comment, and an empty line

build cmd:gizmo         gizmo     gizmo-rpm   gizmo-arch  gizmo-suse   gizmo-alpine
build file:$work/thing.h libthing-dev thing-devel libthing thing-devel  -
lint  pc:libthing       libthing-dev thing-devel libthing thing-devel  -
vm    cmd:gizmo         gizmo     gizmo-rpm   gizmo-arch  gizmo-suse   gizmo-alpine
vm    user:newuidmap    uidmap    shadow      shadow      shadow       shadow-uidmap
apart cmd:rare          rare      -           -           -            -
odd   magic:wand        wand      wand        wand        wand         wand
TABLE

# A system with nothing on it but bash's own helpers, then what a case adds.
system() { # CASE ID LIKE UID
  case_name=$1
  rm -rf "${work:?}/bin" "$work/thing.h"
  mkdir "$work/bin"
  : >"$work/log"
  printf 'PRETTY_NAME="Some (system)"\nID=%s\n%s' "$2" "${3:+ID_LIKE=\"$3\"}" >"$work/os-release"
  stub id "echo $4"
  stub swift 'echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"; echo "Target: x86_64-unknown-linux-gnu"'
}

stub() { # NAME [BODY]
  printf '#!%s\n%s\n' "$BASH" "${2:-}" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# A stub that writes down its name and arguments.
logging() { # NAME [BODY]
  stub "$1" "echo \"$1 \$*\" >>'$work/log'"$'\n'"${2:-}"
}

sudo_stub() { logging sudo 'exec "$@"'; }
requirements() { env -i PATH="$work/bin:$work/tools" SBIN= OS_RELEASE="$work/os-release" MACHINE="${machine:-x86_64}" "$BASH" "$work/requirements.sh" "$@"; }
called() { holds calls "$(cat "$work/log")" "$1"; }

have_all() {
  touch "$work/thing.h"
  stub gizmo
  stub pkg-config "[[ \$* = '--exists libthing' ]]"
}

system "a machine that the VM is not made for" debian "" 1000
have_all
stub newuidmap
machine=aarch64
ran 1 requirements build vm
says "The VM is made for x86_64 alone so far, and this machine is aarch64; make check runs all that needs none."
ran 0 requirements build lint
machine=

system "nothing missing" debian "" 1000
have_all
logging apt-get
stub newuidmap
ran 0 requirements build lint vm
says ""
called ""

system "missing on Debian, as root" debian "" 0
logging apt-get "echo \"frontend=\${DEBIAN_FRONTEND:-}\" >>'$work/log'"
ran 0 requirements build lint vm
says "Missing for build lint vm: gizmo $work/thing.h libthing
Installing by apt: gizmo libthing-dev"
called "apt-get -qq update
frontend=
apt-get -qq -y --no-install-recommends install gizmo libthing-dev
frontend=noninteractive"

system "missing on Ubuntu, as a user" ubuntu debian 1000
logging apt-get
sudo_stub
ran 0 requirements build vm
says "Missing for build vm: gizmo $work/thing.h newuidmap
Installing by apt: gizmo libthing-dev uidmap"
called "sudo apt-get -qq update
apt-get -qq update
sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install gizmo libthing-dev uidmap
apt-get -qq -y --no-install-recommends install gizmo libthing-dev uidmap"

system "a relative of Ubuntu" linuxmint "ubuntu debian" 0
logging apt-get
ran 0 requirements lint
says "Missing for lint: libthing
Installing by apt: libthing-dev"

system "a user without sudo" debian "" 1000
logging apt-get
ran 1 requirements vm
says "Missing for vm: gizmo newuidmap
Install them, then try again:  as root: apt-get install gizmo uidmap"
called ""

system "lists that cannot be fetched" debian "" 0
logging apt-get '[[ $* != *update* ]] || { echo "E: no network"; exit 100; }'
ran 0 requirements lint
says "Missing for lint: libthing
Installing by apt: libthing-dev
E: no network"

system "packages that apt has not" debian "" 0
logging apt-get '[[ $* != *install* ]] || { echo "E: Unable to locate package libthing-dev"; exit 100; }'
ran 1 requirements lint
says "Missing for lint: libthing
Installing by apt: libthing-dev
E: Unable to locate package libthing-dev"

# What each other manager is told; apt is there too, as it is for the VM's image.
others() { # ID LIKE TOOL BUILD-LINE
  system "$1" "$1" "$2" 1000
  logging apt-get
  logging "$3"
  have_all
  rm "$work/bin/gizmo" "$work/thing.h"
  ran 1 requirements build
  says "Missing for build: gizmo $work/thing.h
$4"
  called ""
}
others fedora "" dnf "Install them, then try again:  sudo dnf install gizmo-rpm thing-devel"
others rocky "rhel centos fedora" dnf "Install them, then try again:  sudo dnf install gizmo-rpm thing-devel"
others arch "" pacman "Install them, then try again:  sudo pacman -S --needed gizmo-arch libthing"
others opensuse-leap "suse opensuse" zypper "Install them, then try again:  sudo zypper install gizmo-suse thing-devel"
others alpine "" apk "Not packaged for apk, so to be installed by hand: $work/thing.h
Install them, then try again:  sudo apk add gizmo-alpine"
others nixos "" nix "Install what Debian calls: gizmo libthing-dev"

system "root needs no sudo in the line" fedora "" 0
logging dnf
ran 1 requirements vm
says "Missing for vm: gizmo
Install them, then try again:  dnf install gizmo-rpm"

system "nothing of it is packaged" arch "" 1000
logging pacman
ran 1 requirements apart
says "Missing for apart: rare
Not packaged for pacman, so to be installed by hand: rare"

system "no os-release" x "" 1000
rm "$work/os-release"
logging apt-get
ran 1 requirements apart
says "Missing for apart: rare
Install what Debian calls: rare"

system "a system without its manager" fedora "" 1000
ran 1 requirements apart
says "Missing for apart: rare
Install what Debian calls: rare"

advice="Get it from https://www.swift.org/install/linux/ , or with swiftly:  swiftly install --use 6.3.1"
swift() { # SAID... (a stub's body), then what is found; empty where it will do
  system "swift: $1" debian "" 0
  have_all
  stub swift "$1"
  [[ $1 != absent ]] || rm "$work/bin/swift"
  if [[ -z $2 ]]; then
    ran 0 requirements build
    says ""
  else
    ran 1 requirements build
    says "weir is built by Swift 6.2 or later (6.3.1 is what it is tried with); here: $2.
$advice"
  fi
}
swift absent "none on the PATH"
swift 'echo "Swift version 5.10 (swift-5.10-RELEASE)"' 5.10
swift 'echo "Swift version 6.1.3 (swift-6.1.3-RELEASE)"' 6.1.3
swift 'echo "Swift version 6.2 (swift-6.2-RELEASE)"' ""
swift 'echo "Swift version 6.10.1 (swift-6.10.1-RELEASE)"' ""
swift 'echo "Swift version 7.0-dev (LLVM 0123abc, Swift 4567def)"' ""
swift 'echo "swift-driver version: 1.148.6 Apple Swift version 6.3 (swiftlang-6.3.0)"' ""
swift 'echo "python-swiftclient 4.7.0"' "none on the PATH"
swift 'echo "no toolchain is selected" >&2; exit 1' "none on the PATH"

system "groups that build nothing need no Swift" debian "" 0
have_all
rm "$work/bin/swift"
ran 0 requirements lint vm
says ""

system "both at once: packages and Swift" fedora "" 1000
logging dnf
have_all
rm "$work/bin/gizmo" "$work/bin/swift"
ran 1 requirements build
says "Missing for build: gizmo
Install them, then try again:  sudo dnf install gizmo-rpm
weir is built by Swift 6.2 or later (6.3.1 is what it is tried with); here: none on the PATH.
$advice"

system "wrong use" debian "" 0
ran 64 requirements
says "usage: requirements.sh GROUP...  (build lint vm apart odd)"
ran 64 requirements build bild
says "requirements.sh: no group bild; there are: build lint vm apart odd"
ran 70 requirements odd
says "requirements.sh: bad check in requirements.txt: magic:wand"

# The real table: each row has a check that is one and five names, and whoever asks asks for groups that it has.
case_name="requirements.txt"
holds "rows of another form" "$(sed 's/#.*//; /^[[:space:]]*$/d' "$top/Scripts/requirements.txt" |
  awk 'NF != 7 || $2 !~ /^(cmd|pc|file|user):./')" ""
groups=$(awk '/^[a-z]/ { print $1 }' "$top/Scripts/requirements.txt" | sort -u)
asked=$(grep -rhoE 'Scripts/requirements\.sh( [a-z]+)+' "$top/Makefile" "$top/Scripts" | cut -d' ' -f2- | tr ' ' '\n' | sort -u)
holds "groups that are asked for, and not there" "$(comm -23 <(echo "$asked") <(echo "$groups"))" ""
holds "groups that nobody asks for" "$(comm -13 <(echo "$asked") <(echo "$groups"))" ""
finish
