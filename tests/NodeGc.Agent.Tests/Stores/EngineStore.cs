using System.Security.Cryptography;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Stores;

/// <summary>
/// A store that a real engine made, with images of both builders, containers, volumes and orphans. It is made
/// once; tests damage copies.
/// </summary>
internal sealed class EngineStore : IDisposable
{
    private static readonly Lazy<EngineStore> Made = new(() => new EngineStore());

    private EngineStore()
    {
        Daemon = PrivateDockerd.Start();
        MakeImages(Daemon.Cli);
        AppContainer = Daemon.Cli.RunOnce("kept", "app:1", "touch", "/data/kept");
        Daemon.Cli.Create("never-started", "classic:1");
        FailToCreate();
        Daemon.Stop();
        MakeUnknownVolume();
        Template = Path.Combine(Daemon.Folder, "template");
        CopyTree(Daemon.DataRoot, Template);
    }

    /// <summary>The store; the first caller waits until it is made.</summary>
    public static EngineStore Shared => Made.Value;

    /// <summary>A volume's directory that nothing names. Kernel evidence goes by names, whatever lies above them: with
    /// a fixed one, tests of another checkout at the same time would keep it.</summary>
    public static string UnknownVolume { get; } = RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>The engine, stopped unless a test resumed it.</summary>
    public PrivateDockerd Daemon { get; }

    /// <summary>The data root as the engine left it.</summary>
    public string Template { get; }

    /// <summary>A container with an anonymous volume; its id.</summary>
    public string AppContainer { get; }

    /// <summary>Ends the engine if any test has asked for it.</summary>
    public static void DisposeShared()
    {
        if (Made.IsValueCreated)
            Made.Value.Dispose();
    }

    /// <summary>Copies a tree with all its attributes.</summary>
    public static void CopyTree(string from, string to) =>
        _ = new ExternalCommand("/bin/cp", "-aT", from, to).Run().Text;

    public void Dispose() => Daemon.Dispose();

    private static void MakeImages(DockerCli docker)
    {
        BaseImage.Load(docker);
        docker.BuildWithBuildKit("app:1", "FROM base:1\nCOPY f /f\nVOLUME /data\n", ("f", "app"));
        docker.BuildClassic("classic:1", "FROM base:1\nCOPY f /f\n", ("f", "classic"));
    }

    /// <summary>A container that cannot be recorded leaves the two directories that were made for it.</summary>
    private void FailToCreate()
    {
        var mounts = Path.Combine(Daemon.DataRoot, "image/overlay2/layerdb/mounts");
        _ = new ExternalCommand("/usr/bin/chattr", "+i", mounts).Run().Text;
        try
        {
            Assert.That(
                Daemon.Cli.Try("create", "base:1").Succeeded,
                Is.False,
                "the container was meant to fail: its layers cannot be recorded"
            );
        }
        finally
        {
            _ = new ExternalCommand("/usr/bin/chattr", "-i", mounts).Run().Text;
        }
    }

    private void MakeUnknownVolume()
    {
        var data = Directory.CreateDirectory(Path.Combine(Daemon.DataRoot, "volumes", UnknownVolume, "_data"));
        File.WriteAllText(Path.Combine(data.FullName, "file"), "of a volume whose record was lost");
    }
}
