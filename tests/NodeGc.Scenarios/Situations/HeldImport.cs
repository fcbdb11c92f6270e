using System.Diagnostics;
using System.Formats.Tar;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>
/// An import in the middle of its layer for as long as the test wants: the archive is fed up to a point and then held.
/// On disk nothing points from the write set to the directory that is being filled.
/// </summary>
internal sealed class HeldImport : IDisposable
{
    private readonly Process client;

    private HeldImport(Process client, string directory) => (this.client, Directory) = (client, directory);

    /// <summary>The directory that is being filled.</summary>
    public string Directory { get; }

    public static HeldImport Begin(PrivateDockerd dockerd, string tag)
    {
        var store = new LayerStore(dockerd);
        var before = store.List();
        var client = dockerd.Cli.Command("import", "-", tag).Start();
        using (var tar = new TarWriter(client.StandardInput.BaseStream, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(
                new UstarTarEntry(TarEntryType.RegularFile, "first")
                {
                    DataStream = new MemoryStream(new byte[1 << 20]),
                }
            );
        client.StandardInput.BaseStream.Flush();
        Deadline.Await("the import to fill its layer", () =>
            store.List().Except(before).Any(name => File.Exists(Path.Combine(store.DataOf(name), "first")))
        );
        return new HeldImport(client, store.List().Except(before).Single());
    }

    /// <summary>Lets the import come to its end.</summary>
    public void Finish()
    {
        client.StandardInput.Close();
        if (!client.WaitForExit(TimeSpan.FromSeconds(30)) || client.ExitCode != 0)
            throw new InvalidOperationException($"The import failed: {client.StandardError.ReadToEnd()}");
    }

    public void Dispose()
    {
        if (!client.HasExited)
            client.Kill();
        client.Dispose();
    }
}
