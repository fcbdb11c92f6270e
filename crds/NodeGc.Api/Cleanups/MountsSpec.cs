namespace NodeGc.Api.Cleanups;

/// <summary>When a mount of a removed container may be unmounted. Age counts from the last change of its layer; default
/// 1h.</summary>
public sealed record MountsSpec() : ClassSpec("1h");
