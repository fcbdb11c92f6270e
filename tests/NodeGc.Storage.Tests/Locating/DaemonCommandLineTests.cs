using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Storage.Tests.Locating;

internal sealed class DaemonCommandLineTests
{
    [TestCase("dockerd -g /r")]
    [TestCase("dockerd -g/r")]
    [TestCase("dockerd -g=/r")]
    [TestCase("dockerd --graph /r")]
    [TestCase("dockerd --graph=/r")]
    [TestCase("dockerd -Dg /r")]
    [TestCase("dockerd --data-root /r")]
    [TestCase("dockerd --data-root=/r")]
    [TestCase("docker -d -g /r")]
    [TestCase("docker daemon --debug --graph=/r")]
    [TestCase("dockerd --data-root=/other --data-root /r")]
    [TestCase("dockerd --data-root /r -- --data-root /other")]
    [TestCase("dockerd -H unix:///x --log-level debug -g /r -s overlay2")]
    public void Reads_the_data_root_in_every_spelling(string line) =>
        Assert.That(Parse(line).DataRoot, Is.EqualTo("/r"));

    [Test]
    public void Reads_the_other_options()
    {
        var settings = Parse(
            "dockerd -s overlay2 --exec-root /e -p /pid -H unix:///a.sock --host=fd:// --userns-remap=default "
                + "--config-file /c.json"
        );

        Assert.That(
            settings with
            {
                Hosts = [],
            },
            Is.EqualTo(
                new DaemonSettings
                {
                    StorageDriver = "overlay2",
                    ExecRoot = "/e",
                    PidFile = "/pid",
                    UserNamespaceRemap = "default",
                    ConfigFile = "/c.json",
                }
            )
        );
        Assert.That(settings.Hosts, Is.EqualTo(new[] { "unix:///a.sock", "fd://" }));
    }

    [TestCase("docker -d", true)]
    [TestCase("docker daemon -D", true)]
    [TestCase("docker --daemon", true)]
    [TestCase("docker run -- daemon", false)]
    [TestCase("docker ps", false)]
    public void Distinguishes_the_daemon_from_the_client(string line, bool isDaemon) =>
        Assert.That(DaemonCommandLine.IsDaemon([.. line.Split(' ')]), Is.EqualTo(isDaemon));

    private static DaemonSettings Parse(string line) => DaemonCommandLine.Parse([.. line.Split(' ')]);
}
