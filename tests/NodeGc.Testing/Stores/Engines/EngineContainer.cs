namespace NodeGc.Testing.Stores.Engines;

/// <summary>A container.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Directory">Its read-write directory.</param>
/// <param name="Init">Its init directory.</param>
public sealed record EngineContainer(string Id, DriverDirectory Directory, DriverDirectory Init);
