namespace NodeGc.Testing.Stores.Engines;

/// <summary>A volume.</summary>
/// <param name="Name">Its name; up to 1.6 always 64 hexadecimal digits.</param>
/// <param name="IsAnonymous">The engine named it.</param>
/// <param name="IsOld">Its data lies in <c>vfs/dir</c>.</param>
public sealed record EngineVolume(string Name, bool IsAnonymous, bool IsOld);
