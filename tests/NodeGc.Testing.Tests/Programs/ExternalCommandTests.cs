using System.ComponentModel;
using System.Globalization;
using System.Text;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Tests.Programs;

/// <summary>What tests rely on when they run a program to its end.</summary>
internal sealed class ExternalCommandTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-command-");

    [OneTimeTearDown]
    public void Clean() => folder.Delete(recursive: true);

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("\"")]
    [TestCase("\\")]
    [TestCase("a\\\"b\\")]
    [TestCase("it's $HOME and *")]
    [TestCase("two\nlines\tand a tab")]
    [TestCase("größe")]
    public void Gives_an_argument_as_it_is(string argument)
    {
        var end = Shell("printf '%s|%s|%s' $# \"$1\" \"$2\"", argument, "last").Run();

        Assert.That(end.Output, Is.EqualTo($"2|{argument}|last"));
    }

    [Test]
    public void Reports_how_it_ended_and_what_it_printed_to_either_side()
    {
        var end = Shell("echo out; echo err >&2; exit 3").Run();

        Assert.That((end.ExitCode, end.Output, end.Errors), Is.EqualTo((3, "out\n", "err\n")));
        Assert.That(() => end.Text, Throws.InvalidOperationException.With.Message.Contains("failed (3): err"));
    }

    [Test]
    public void Feeds_its_input_and_closes_it() =>
        Assert.That((Shell("cat").Run().Output, Input("cat", "all of it").Output), Is.EqualTo(("", "all of it")));

    [Test]
    public void Does_not_mind_a_program_that_leaves_its_input_unread() =>
        Assert.That(Input("exit 4", new string('x', 1 << 20)).ExitCode, Is.EqualTo(4));

    [Test]
    public void Adds_to_the_environment()
    {
        var added = new Dictionary<string, string> { ["ADDED"] = "here" };
        var end = (Shell("echo \"$ADDED, $PATH\"") with { Environment = added }).Run();

        Assert.That(end.Output, Is.EqualTo($"here, {Environment.GetEnvironmentVariable("PATH")}\n"));
    }

    [Test]
    public void Gives_up_when_its_time_is_over() =>
        Assert.That(
            () => (Shell("exec sleep infinity") with { Limit = TimeSpan.FromMilliseconds(20) }).Run(),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("sleep infinity")
        );

    [Test]
    public void Kills_what_the_program_started_too()
    {
        using var stop = new CancellationTokenSource();
        var pid = Path.Combine(folder.FullName, "pid");
        var running = Shell("sleep infinity & echo $! > \"$1.new\"; mv \"$1.new\" \"$1\"; wait", pid)
            .RunAsync(stop.Token);
        Deadline.Await("the program's own program", () => File.Exists(pid));

        stop.Cancel();

        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
        var started = int.Parse(File.ReadAllText(pid), CultureInfo.InvariantCulture);
        Deadline.Await("its end", () => !Runs(started));
    }

    [Test]
    public void Says_by_its_type_that_a_program_is_missing() =>
        Assert.That(() => new ExternalCommand("/nowhere/program").Run(), Throws.InstanceOf<Win32Exception>());

    private static ExternalCommand Shell(string script, params string[] arguments) =>
        new("/bin/sh", ["-c", script, "sh", .. arguments]);

    private static CommandResult Input(string script, string text) =>
        (Shell(script) with { Input = Encoding.UTF8.GetBytes(text) }).Run();

    // Where nobody waits for orphans, one that was killed stays as a zombie.
    private static bool Runs(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/status").Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
