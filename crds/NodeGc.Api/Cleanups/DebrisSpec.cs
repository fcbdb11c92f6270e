namespace NodeGc.Api.Cleanups;

/// <summary>When files left behind by interrupted operations may be removed. Age counts from the last change; default
/// 1h.</summary>
public sealed record DebrisSpec() : ClassSpec("1h");
