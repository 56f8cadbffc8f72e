import ContainerIdentity
import ControlGroups
import Testing

/// Ids that tests share.
enum Samples {
  /// 64 hex digits from one.
  static func id(_ digit: Character) -> String { String(repeating: digit, count: 64) }

  static let idA = "3f" + String(repeating: "0a", count: 31)
  static let idB = "9a" + String(repeating: "c4", count: 31)
  static let uid = "1a2b3c4d-0000-1111-2222-333344445555"
  static let uidInSlice = "1a2b3c4d_0000_1111_2222_333344445555"
  static let staticUID = String(repeating: "ab", count: 16)
  /// alice's manager.
  static let manager = "/user.slice/user-1000.slice/user@1000.service"

  static func path(_ text: String) throws -> GroupPath { try #require(GroupPath(text)) }

  static func target(_ text: String) throws -> TargetName { try #require(TargetName.parse(ByteText(text))) }
}
