namespace NodeGc.Api.Cleanups;

/// <summary>When what interrupted operations left may go. What changed later is kept; 1h unless said
/// otherwise.</summary>
public sealed record DebrisSpec() : ClassSpec("1h");
