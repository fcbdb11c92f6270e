using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Storage.Tests.Fuzzing;

/// <summary>A store in memory in which one file is rewritten for each input and read by the reader that is meant for
/// it.</summary>
internal sealed class StoreForOneFile : IDisposable
{
    private readonly TempTree tree = new(TempTree.InMemory);

    public StoreForOneFile(string driver, params string[] folders)
    {
        Driver = driver;
        foreach (var folder in folders.Append(driver))
            tree.Folder(folder);
    }

    public string Driver { get; }

    /// <summary>The path of a file.</summary>
    public string At(string path) => tree.At(path);

    /// <summary>Writes a file, has it read, and takes it away again.</summary>
    public void Read(string path, byte[] content, Action<ReadPass, StoreLayout> read)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
        using (var root = StoreFolder.Open(tree.Root))
        using (var pass = new ReadPass(root, Driver, daemonStartedAt: null))
        {
            read(pass, StoreLayout.Read(root));
            pass.MetadataReader.Retry();
        }
        File.Delete(At(path));
    }

    public void Dispose() => tree.Dispose();
}
