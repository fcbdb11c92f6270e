using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>A directory to delete recursively.</summary>
/// <param name="folder">The folder that holds it.</param>
/// <param name="name">Its name there.</param>
internal sealed class DeletionTarget(WritableDirectory folder, FileName name)
{
    private string? error;

    public WritableDirectory Folder => folder;

    public FileName Name => name;

    /// <summary>The error that stopped its deletion; null if there is none.</summary>
    public string? Error => Volatile.Read(ref error);

    public void Fail(string message) => Interlocked.CompareExchange(ref error, message, null);
}
