namespace NodeGc.Api.Cleanups;

/// <summary>When a container that is not running may be removed. Age counts from when it stopped; default
/// 24h.</summary>
public sealed record ContainersSpec() : ClassSpec("24h");
