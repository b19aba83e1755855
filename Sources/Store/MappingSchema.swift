extension Migration {
  /// Schema 2: the mappings that were in force, with the texts that they were compiled from.
  static let mappingSchema = [
    """
    CREATE TABLE applied_mapping(
      position {position}, provider {text} NOT NULL, version {text} NOT NULL, settings {text} NOT NULL,
      at {int} NOT NULL, actor {text} NOT NULL, reason {text} NOT NULL, files {text} NOT NULL) {strict}
    """,
    "CREATE INDEX applied_mapping_provider ON applied_mapping(provider, position)",
  ]
}
