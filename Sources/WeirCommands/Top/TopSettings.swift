internal import CLinux
internal import ControlGroups
internal import ProcessIO
internal import Synchronization

/// The file of settings: `$XDG_CONFIG_HOME/weir/screen`, by default below `~/.config`.
///
/// Never another user's: under sudo the home may still be that of who typed it.
final class TopSettings: Sendable {
  /// Nil where the environment names no home.
  let path: String?
  /// Why the text was not kept the last time.
  private let told = Mutex<String?>(nil)

  init(configuration: String?, home: String?) {
    // What is no absolute path counts as not set, as the base directory specification has it.
    func directory(_ path: String?) -> String? { path.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let base = directory(configuration) ?? directory(home).map { $0 + "/.config" }
    path = base.map { $0 + "/weir/screen" }
  }

  /// By the environment of this process.
  static var ofUser: TopSettings {
    TopSettings(configuration: Environment["XDG_CONFIG_HOME"], home: Environment["HOME"])
  }

  /// The text; nil where there is none, or it is another user's.
  func read(_ calls: any SystemCalls) -> String? {
    guard let path, let status = try? calls.status(Int32(WEIR_AT_FDCWD), Array(path.utf8) + [0]),
      status.kind == .regular, status.owner == calls.user, status.size < 1 << 16,
      let bytes = try? calls.contents(ofPlain: Array(path.utf8) + [0])
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Keeps the text. Why that failed is said once, and not again at each key that changes a setting.
  func notice(keeping text: String) -> String? {
    let why = keep(text)
    return told.withLock { told in
      defer { told = why }
      return why == told ? nil : why
    }
  }

  /// Why the text was not kept; nil where it was.
  func keep(_ text: String) -> String? {
    guard let path else { return "settings are not kept: HOME is not set" }
    let bytes = Array(text.utf8)
    let failed = weirKeepFile(path, bytes)
    if failed == 0 { return nil }
    let error = ErrorNumber(rawValue: -failed)
    if error == .notPermitted { return "settings are not kept: \(path) lies below a directory of another user" }
    return "settings are not kept: \(path): \(error)"
  }
}
