internal import Glibc

/// The process's environment.
package enum Environment {
  package static subscript(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  package static subscript(_ name: String, default standard: String) -> String { self[name] ?? standard }
}
