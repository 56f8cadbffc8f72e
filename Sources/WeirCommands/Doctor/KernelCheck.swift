internal import ControlGroups

/// The kernel, systemd, and which version of control groups the machine uses.
struct KernelCheck {
  let host: Host

  func findings() -> [Finding] { [kernel, systemd].compactMap { $0 } }

  private var kernel: Finding? {
    if let release = host.line("/proc/sys/kernel/osrelease"), !release.bytes.isEmpty {
      return .ok("kernel", "Linux \(release)").with(("release", .text(release)))
    }
    // Linux version 6.12.43+deb13-cloud-amd64 (…)
    guard let words = host.words("/proc/version"), words.count > 2 else {
      return host.isLive
        ? .note("kernel", "the kernel's version cannot be read (/proc is not mounted, or hidden)") : nil
    }
    return .ok("kernel", "Linux \(words[2])").with(("release", .text(words[2])))
  }

  private var systemd: Finding? {
    guard host.root != nil else { return nil }
    guard host.hasSystemd else {
      return host.isLive
        ? .note("systemd", "systemd does not run here: limits are set by writing files, and nothing resets them") : nil
    }
    guard let version = Self.version(host) else { return .ok("systemd", "systemd runs") }
    return .ok("systemd", "systemd \(version) runs").with(("version", .words(version)))
  }

  /// The version by the name of systemd's private library, libsystemd-shared-257.so: asking the manager costs a bus.
  private static func version(_ host: Host) -> String? {
    let multiarch = host.names("/usr/lib").filter { $0.bytes.suffix(10).elementsEqual("-linux-gnu".utf8) }
    let places = ["/usr/lib/systemd", "/usr/lib64/systemd"] + multiarch.map { "/usr/lib/\($0)/systemd" }
    for place in places {
      for name in host.names(place) {
        let text = name.description
        guard text.hasPrefix("libsystemd-shared-") else { continue }
        let version = text.dropFirst("libsystemd-shared-".count).prefix { $0.isASCII && $0.isNumber }
        if !version.isEmpty { return String(version) }
      }
    }
    return nil
  }
}
