using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>A subtree of a target that one thread deletes.</summary>
/// <param name="Target">The target.</param>
/// <param name="Folder">The folder that holds the directory.</param>
/// <param name="Name">The directory's name.</param>
/// <param name="Depth">Depth below the target.</param>
internal sealed record DeletionUnit(DeletionTarget Target, WritableDirectory Folder, FileName Name, int Depth);
