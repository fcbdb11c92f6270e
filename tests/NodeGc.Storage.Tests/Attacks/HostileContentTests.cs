using System.Globalization;
using System.Net.Sockets;
using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests.Attacks;

/// <summary>Whatever a layer or a volume contains, its deletion does not leave it.</summary>
[TestFixture("layer")]
[TestFixture("volume")]
[Category("Slow")]
internal sealed class HostileContentTests(string kind) : IDisposable
{
    private readonly Victim victim = new(kind);

    public void Dispose() => victim.Dispose();

    [TestCase("/")]
    [TestCase("/etc")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../..")]
    [TestCase("../../..")]
    [TestCase("../../../outside/of")]
    [TestCase("/proc/self/root")]
    public async Task Follows_no_link(string target)
    {
        File.CreateSymbolicLink(victim.At("link"), target);
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Follows_no_absolute_link_to_a_folder_or_a_file_of_the_store()
    {
        File.CreateSymbolicLink(victim.At("folder"), victim.Outside);
        File.CreateSymbolicLink(victim.At("file"), Path.Combine(victim.Outside, "precious"));
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Treats_names_that_look_like_paths_as_names()
    {
        using (var inside = DirectoryHandle.Open(victim.Inside))
        {
            var folder = new WritableDirectory(inside);
            foreach (
                var name in new[]
                {
                    "...",
                    ".. ",
                    "..\n",
                    " ..",
                    "..\\outside",
                    "-rf",
                    "*",
                    "~",
                    "%2e%2e",
                    "$(reboot)",
                    new string('x', 255),
                }
            )
                folder.Ensure(name).MakeLink("..precious", "../../../../outside/of/precious");
        }
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Deletes_names_with_newlines_and_names_that_are_not_text()
    {
        using (var inside = DirectoryHandle.Open(victim.Inside))
        {
            var folder = new WritableDirectory(inside);
            foreach (
                var name in new[]
                {
                    FileName.From([0xff, 0xfe]),
                    FileName.From([0xc3, 0x28]),
                    FileName.From([0x80]),
                    FileName.From("new\nline"),
                    FileName.From("\n"),
                    FileName.From("\u001b[2J"),
                }
            )
                folder.Ensure(name).MakeLink(name, "x");
        }
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Changes_nothing_of_a_file_outside_that_has_a_hard_link_inside()
    {
        var outside = Path.Combine(victim.Outside, "precious");
        TempTree.Run("ln", outside, victim.At("link"));
        TempTree.Run("ln", outside, victim.At("another"));
        TempTree.Run("chmod", "0", victim.Inside);
        await victim.ProveGoneAsync();
        Assert.That(TempTree.Run("stat", "-c", "%a %h", outside).Trim(), Is.EqualTo("6750 1"));
    }

    [Test]
    public async Task Deletes_sockets()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // The path of a socket must be short when it is bound.
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.Move(path, victim.At("socket"));
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Waits_for_no_writer_of_a_pipe()
    {
        TempTree.Run("mkfifo", victim.At("pipe"));
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Opens_no_device()
    {
        TempTree.Run("mknod", victim.At("whiteout"), "c", "0", "0");
        TempTree.Run("mknod", victim.At("null"), "c", "1", "3");
        TempTree.Run("mknod", victim.At("watchdog"), "c", "10", "130");
        TempTree.Run("mknod", victim.At("disk"), "b", "7", "250");
        await victim.ProveGoneAsync();
    }

    [Test]
    public async Task Deletes_nothing_of_a_filesystem_that_is_mounted_inside()
    {
        Directory.CreateDirectory(victim.At("mnt"));
        TempTree.Run("mount", "-t", "tmpfs", "tmpfs", victim.At("mnt"));
        File.WriteAllText(victim.At("mnt/file"), "of another filesystem");
        using var held = File.OpenRead(victim.At("mnt/file"));
        await victim.ProveStoppedAsync("EXDEV", victim.Disarm);
        Assert.That(new StreamReader(held).ReadToEnd(), Is.EqualTo("of another filesystem"));
        Assert.That(
            File.ReadAllText($"/proc/self/fd/{held.SafeFileHandle.DangerousGetHandle()}"),
            Is.Not.Empty,
            "it was not unlinked"
        );
    }

    [Test]
    public async Task Deletes_nothing_of_a_folder_of_the_same_filesystem_that_is_mounted_inside()
    {
        Directory.CreateDirectory(victim.At("mnt"));
        TempTree.Run("mount", "--bind", victim.Outside, victim.At("mnt"));
        await victim.ProveStoppedAsync("EXDEV", victim.Disarm);
    }

    [Test]
    public async Task Deletes_no_file_that_another_one_is_mounted_on()
    {
        File.WriteAllText(victim.At("mnt"), "");
        TempTree.Run("mount", "--bind", Path.Combine(victim.Outside, "precious"), victim.At("mnt"));
        await victim.ProveStoppedAsync("EBUSY", victim.Disarm);
    }

    [TestCase("i")]
    [TestCase("a")]
    public async Task Says_which_file_may_not_be_deleted(string attribute)
    {
        File.WriteAllText(victim.At("stubborn"), "content");
        TempTree.Run("chattr", $"+{attribute}", victim.At("stubborn"));
        await victim.ProveStoppedAsync("stubborn: EPERM", victim.Disarm);
    }

    [TestCase("i")]
    [TestCase("a")]
    public async Task Says_which_folder_may_not_be_emptied(string attribute)
    {
        Directory.CreateDirectory(victim.At("stubborn"));
        File.WriteAllText(victim.At("stubborn/file"), "content");
        TempTree.Run("chattr", $"+{attribute}", victim.At("stubborn"));
        await victim.ProveStoppedAsync("stubborn/file: EPERM", victim.Disarm);
    }

    [Test]
    public async Task Deletes_4096_folders_within_each_other()
    {
        using (var tree = new TempTree(victim.Inside, goesWithParent: true))
            tree.Deep("deep", 4096);
        await victim.ProveGoneAsync();
    }

    [Test, Category("Soak")]
    public async Task Deletes_a_folder_of_very_many_files()
    {
        var number = int.Parse(
            Environment.GetEnvironmentVariable("NODEGC_SOAK_ENTRIES") ?? "50000",
            CultureInfo.InvariantCulture
        );
        for (var file = 0; file < number; file++)
            File.Create(victim.At($"{file}")).Dispose();
        await victim.ProveGoneAsync();
    }
}
