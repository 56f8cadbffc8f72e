package import ControlGroups

/// The users of /etc/passwd (passwd(5)).
package struct Accounts: Sendable {
  package struct Account: Hashable, Sendable {
    package var name: ByteText
    package var home: ByteText
  }

  static let most = 16 << 20
  static let file = StatePath("/etc", "passwd")
  private var accounts: [UInt32: Account] = [:]

  /// The first line of each number counts; lines that are no accounts are passed over.
  package init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { Array($0) }
      guard fields.count >= 7, !fields[0].isEmpty else { continue }
      let digits = fields[2]
      var position = 0
      guard let number = scanDecimal(digits.span, &position), position == digits.count,
        let id = UInt32(exactly: number), accounts[id] == nil
      else { continue }
      accounts[id] = Account(name: ByteText(fields[0]), home: ByteText(fields[5]))
    }
  }

  package subscript(_ id: UInt32) -> Account? { accounts[id] }

  /// The number of a user; the smallest where several are called so.
  package func id(named name: ByteText) -> UInt32? {
    accounts.lazy.filter { $0.value.name == name }.map(\.key).min()
  }
}
