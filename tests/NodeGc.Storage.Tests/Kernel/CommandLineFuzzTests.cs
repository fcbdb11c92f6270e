using System.Collections.Immutable;
using System.Text;
using NodeGc.Storage.Tests.Fuzzing;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Storage.Tests.Kernel;

/// <summary>A command line is what any process says of itself: it is read, whatever it says.</summary>
internal sealed class CommandLineFuzzTests
{
    private static readonly string[] Words =
    [
        "dockerd",
        "docker",
        "daemon",
        "-d",
        "--daemon",
        "-g",
        "-g=/a",
        "-g/a",
        "-Dg",
        "-D",
        "--graph",
        "--graph=/a",
        "--data-root",
        "--data-root=",
        "--",
        "-",
        "-s",
        "-Ds=vfs",
        "--storage-driver",
        "overlay2",
        "--config-file",
        "/etc/docker/daemon.json",
        "-H",
        "unix:///run/docker.sock",
        "--host=fd://",
        "--userns-remap=default",
        "--rootless",
        "--rootless=false",
        "--feature",
        "containerd-snapshotter=true",
        "--feature=containerd-snapshotter=",
        "--containerd=/x",
        "-p",
        "=",
        "--=",
        "---",
        "\u00e4",
        "",
    ];

    [Test, Category("Soak"), Parallelizable]
    public void Reads_any_command_line() => Run(Fuzz.FirstSeed, Fuzz.Inputs);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool The_last_data_root_counts_whatever_stands_before_it(int seed)
    {
        var before = Encoding.UTF8.GetString(Make(new Random(seed))).Split('\0').Where(word => word != "--");
        return DaemonCommandLine.Parse(["dockerd", .. before, "-", "--data-root=/the/last"]).DataRoot == "/the/last";
    }

    private static void Run(int firstSeed, int count) =>
        Fuzz.Run("command lines", firstSeed, count, Make, Read, _ => false);

    private static byte[] Make(Random random)
    {
        var line = Encoding.UTF8.GetBytes(
            string.Join('\0', Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words[random.Next(Words.Length)]))
        );
        return random.Next(2) == 0 ? line : Noise.Change(line, random);
    }

    private static void Read(byte[] line)
    {
        ImmutableArray<string> arguments = [.. Encoding.UTF8.GetString(line).Split('\0')];
        var settings = DaemonCommandLine.Parse(arguments);
        Assert.That(settings.Hosts.Length, Is.LessThanOrEqualTo(arguments.Length));
        Assert.That(DaemonCommandLine.IsDaemon(arguments), Is.AnyOf(true, false));
    }
}
