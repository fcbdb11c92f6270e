namespace NodeGc.Host.Linux;

/// <summary>A subvolume in another one.</summary>
/// <param name="Folder">Its parent directory, relative to the outer subvolume; <c>.</c> for the outer subvolume
/// itself.</param>
/// <param name="Name">Its name there.</param>
public readonly record struct NestedSubvolume(FileName Folder, FileName Name);
