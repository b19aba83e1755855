/// The shelf of lenient forms: spellings that can't be misread whoever sends them, on for every adapter that isn't
/// `strict`. In this order each form finds what the ones before it made.
public enum LenientForms {
  /// Every form, in the order in which they apply.
  public static let all: [any Deviation] = [
    RequestLine(),
    OperationEnvelope(),
    OperationCase(),
    MembersOfSCIM1(),
    SchemaNames(),
    URNJoiner(),
    KeysAsPaths(),
    BareReferences(),
    ReadOnlyKeys(),
    DroppedPasswords(),
    AbsentValues(),
    MemberSpelling(),
    ListedRemoval(),
    ScalarInArray(),
    ObjectAsList(),
    ReferenceShape(),
    ValuePathInFilter(),
    UnquotedLiterals(),
    StringBooleans(),
    ProjectionValuePath(),
  ]
}
