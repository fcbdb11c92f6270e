using NodeGc.Host.Kernel;

namespace NodeGc.Storage.Tests.Kernel;

internal sealed class IoPressureTests
{
    [TestCase(
        "some avg10=99.00 avg60=0.09 avg300=0.02 total=675455\nfull avg10=12.34 avg60=0.09 avg300=0.02 total=609013\n",
        12.34
    )]
    [TestCase("full avg10=100.00 avg60=80.00", 100)]
    [TestCase("some avg10=1.00 avg60=1.00", null)]
    [TestCase("full avg10=much", null)]
    [TestCase("", null)]
    public void Reads_how_much_of_the_last_ten_seconds_tasks_waited_for_disks(string file, double? percent)
    {
        using var proc = new TempTree(TempTree.InMemory);
        File.WriteAllText(Path.Combine(proc.Folder("pressure"), "io"), file);
        Assert.That(IoPressure.FindPercent(proc.Root), Is.EqualTo(percent));
    }

    [Test]
    public void Knows_nothing_where_the_kernel_does_not_tell()
    {
        using var proc = new TempTree(TempTree.InMemory);
        Assert.That(IoPressure.FindPercent(proc.Root), Is.Null);
    }

    [Test]
    public void Reads_what_this_kernel_says() =>
        Assert.That(IoPressure.FindPercent("/proc"), File.Exists("/proc/pressure/io") ? Is.InRange(0, 100) : Is.Null);
}
