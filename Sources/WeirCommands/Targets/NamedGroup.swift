internal import ControlGroups

/// A group, and what one types for exactly it: how it is called where several stand below each other.
package struct NamedGroup {
  let group: ControlGroup
  let name: ByteText
}
