#if os(Linux)
  /// What may never be in a store, whatever was written: each query has to come back empty.
  enum PowerCutRules {
    struct Rule {
      var says: String
      var query: String
    }

    static let all = records + directory + memberships + audit

    private static let records = [
      Rule(
        says: "a record that is also deleted",
        query: "SELECT r.id FROM source_record r JOIN tombstone t ON t.id = r.id"),
      Rule(
        says: "a count of records that is wrong",
        query: """
          SELECT c.provider, c.kind, c.records FROM source_count c WHERE c.records <>
            (SELECT count(*) FROM source_record r WHERE r.provider = c.provider AND r.kind = c.kind)
          """),
      Rule(
        says: "a user without the key of its name",
        query: """
          SELECT r.id FROM source_record r WHERE r.kind = 'user' AND NOT EXISTS (SELECT 1 FROM source_key k
            WHERE k.provider = r.provider AND k.kind = 'user' AND k.source_id = r.id AND k.is_unique = 1
            AND k.value = lower(json_extract(r.body, '$.userName')))
          """),
      Rule(
        says: "a key of nobody",
        query: """
          SELECT k.source_id FROM source_key k LEFT JOIN source_record r
            ON r.provider = k.provider AND r.kind = k.kind AND r.id = k.source_id WHERE r.id IS NULL
          """),
    ]

    private static let directory = [
      Rule(
        says: "a record without a link",
        query: """
          SELECT r.id FROM source_record r LEFT JOIN link l
            ON l.provider = r.provider AND l.kind = r.kind AND l.source_id = r.id WHERE l.entry_id IS NULL
          """),
      Rule(
        says: "a link of nobody",
        query: """
          SELECT l.source_id FROM link l LEFT JOIN source_record r
            ON r.provider = l.provider AND r.kind = l.kind AND r.id = l.source_id WHERE r.id IS NULL
          """),
      Rule(
        says: "a directory user that doesn't follow",
        query: """
          SELECT r.id FROM source_record r JOIN link l ON l.kind = 'user' AND l.source_id = r.id
          LEFT JOIN directory_user e ON e.id = l.entry_id
          WHERE r.kind = 'user' AND (e.id IS NULL
            OR json_extract(e.attributes, '$.title') IS NOT json_extract(r.body, '$.title')
            OR e.state <> CASE json_extract(r.body, '$.active') WHEN 0 THEN 'inactive' ELSE 'active' END)
          """),
      Rule(
        says: "a directory group that doesn't follow",
        query: """
          SELECT r.id FROM source_record r JOIN link l ON l.kind = 'group' AND l.source_id = r.id
          LEFT JOIN directory_group e ON e.id = l.entry_id
          WHERE r.kind = 'group' AND (e.id IS NULL OR e.state <> 'active'
            OR json_extract(e.attributes, '$.displayName') IS NOT json_extract(r.body, '$.displayName'))
          """),
      Rule(
        says: "a living entry that nothing is linked to",
        query: """
          SELECT id FROM (SELECT id, state FROM directory_user UNION ALL SELECT id, state FROM directory_group)
          WHERE state <> 'tombstone' AND id NOT IN (SELECT entry_id FROM link)
          """),
      Rule(says: "a hold", query: "SELECT entry_id, reason FROM hold"),
    ]

    private static let memberships = [
      Rule(
        says: "a count of members that is wrong",
        query: """
          SELECT r.id, r.member_count FROM source_record r WHERE r.kind = 'group' AND r.member_count <>
            (SELECT count(*) FROM membership m WHERE m.provider = r.provider AND m.group_id = r.id)
          """),
      Rule(
        says: "a membership of nobody, or in no group",
        query: """
          SELECT group_id, value FROM membership m WHERE NOT EXISTS (SELECT 1 FROM source_record r
              WHERE r.provider = m.provider AND r.kind = 'group' AND r.id = m.group_id)
            OR NOT EXISTS (SELECT 1 FROM source_record r
              WHERE r.provider = m.provider AND r.kind = 'user' AND r.id = m.value)
          """),
      Rule(
        says: "memberships that are not what the trail adds up to",
        query: """
          SELECT group_id, value, sum(n) FROM (
            SELECT group_id, value, -1 AS n FROM membership
            UNION ALL SELECT resource_id, member, CASE kind WHEN 'member.added' THEN 1 ELSE -1 END FROM audit_entry
              WHERE kind IN ('member.added', 'member.removed'))
          GROUP BY group_id, value HAVING sum(n) <> 0
          """),
    ]

    /// Every version has its request in the trail, and every entry its resource.
    private static let audit = [
      Rule(
        says: "a resource whose versions are not its changes in the trail",
        query: """
          SELECT r.id, r.version FROM (SELECT id, version FROM source_record
              UNION ALL SELECT id, version + 1 FROM tombstone) r
          WHERE r.version <> (SELECT count(DISTINCT json_extract(a.line, '$.request')) FROM audit_entry a
            WHERE a.resource_id = r.id AND a.outcome = 'success')
          """),
      Rule(
        says: "an entry of a change without its resource",
        query: """
          SELECT a.position, a.kind FROM audit_entry a WHERE a.outcome = 'success' AND a.provider <> 'host'
            AND a.kind NOT LIKE 'token.%' AND a.resource_id NOT IN
            (SELECT id FROM source_record UNION ALL SELECT id FROM tombstone)
          """),
      Rule(
        says: "an entry that names no provider, or another than its resource",
        query: """
          SELECT a.position FROM audit_entry a LEFT JOIN (SELECT id, provider FROM source_record
            UNION ALL SELECT id, provider FROM tombstone) r ON r.id = a.resource_id
          WHERE json_extract(a.line, '$.provider') IS NOT a.provider OR json_extract(a.line, '$.idp') IS NULL
            OR (r.id IS NOT NULL AND r.provider <> a.provider)
          """),
      Rule(
        says: "a chain whose head is not its last entry",
        query: """
          SELECT h.provider FROM chain_head h WHERE h.seq <>
            (SELECT count(*) FROM audit_entry a WHERE a.provider = h.provider)
            OR h.seq <> (SELECT max(seq) FROM audit_entry a WHERE a.provider = h.provider)
          """),
    ]
  }
#endif
