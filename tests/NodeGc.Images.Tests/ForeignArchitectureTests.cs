using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Images.Tests;

/// <summary>The agent for arm64, in an emulator: it reads a store as the one for amd64 does.</summary>
internal sealed class ForeignArchitectureTests
{
    private static readonly string Sysroots = Environment.GetEnvironmentVariable("NODEGC_SYSROOTS")
        ?? "/var/cache/nodegc/sysroots";

    private static readonly string Emulator = Path.Combine(Sysroots, "qemu/usr/bin/qemu-aarch64");

    private DirectoryInfo folder = null!;

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("nodegc-arm64-");

    [TearDown]
    public void Remove() => folder.Delete(recursive: true);

    [Test]
    public void The_agent_for_arm64_finds_what_the_one_for_amd64_finds()
    {
        var store = new StoreOnDisk(Path.Combine(folder.FullName, "docker"));
        var layer = store.Layer();
        store.Image("base:1", layer);
        store.OrphanDirectory(layer);
        store.AnonymousVolume();
        store.Finish();

        var native = Scan(store, "native", Artifacts.PathOf("amd64", "agent", "nodegc-agent"));
        var emulated = Scan(store, "emulated", Emulator, Artifacts.PathOf("arm64", "agent", "nodegc-agent"));

        Assert.That(native["garbage"]!.AsArray(), Has.Count.EqualTo(2), native.ToString());
        Assert.That(emulated["garbage"]!.ToJsonString(), Is.EqualTo(native["garbage"]!.ToJsonString()));
        Assert.That(emulated["classes"]!.ToJsonString(), Is.EqualTo(native["classes"]!.ToJsonString()));
    }

    private JsonNode Scan(StoreOnDisk store, string name, params string[] program)
    {
        string[] arguments =
        [
            .. program[1..],
            "scan",
            "--output",
            "json",
            "--data-root",
            store.Root,
            "--state-dir",
            Path.Combine(folder.FullName, name),
        ];
        var result = new ExternalCommand(program[0], arguments).Run();
        Assert.That(result.ExitCode, Is.AnyOf(10, 20), result.ToString());
        return JsonNode.Parse(result.Output)!;
    }
}
