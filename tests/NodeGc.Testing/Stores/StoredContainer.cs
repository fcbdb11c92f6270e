namespace NodeGc.Testing.Stores;

/// <summary>A container made by <see cref="StoreOnDisk"/>.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Directory">Its read-write directory.</param>
/// <param name="InitDirectory">Its init directory.</param>
public sealed record StoredContainer(string Id, string Directory, string InitDirectory);
