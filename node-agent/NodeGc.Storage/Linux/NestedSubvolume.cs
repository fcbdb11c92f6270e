namespace NodeGc.Storage.Linux;

/// <summary>A subvolume that lies in another one.</summary>
/// <param name="Folder">The folder that holds it, relative to the outer subvolume; <c>.</c> where that is the outer
/// subvolume itself.</param>
/// <param name="Name">Its name there.</param>
internal readonly record struct NestedSubvolume(FileName Folder, FileName Name);
