namespace NodeGc.Agent.Reports;

/// <summary>Something that is reported but never removed.</summary>
public sealed record LeftoverDocument(string Kind, string Path, long? Bytes, string Reason);
