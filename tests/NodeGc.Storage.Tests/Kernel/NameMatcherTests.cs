using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Kernel;

namespace NodeGc.Storage.Tests.Kernel;

internal sealed class NameMatcherTests
{
    private const string Short = "E32475JAXOMZCUKRMDFDDJENAD";

    private static readonly string Hex = new('a', 64);
    private static readonly ResourceId Layer = ResourceId.LayerDirectory("overlay2", Hex);
    private static readonly ResourceId Init = ResourceId.LayerDirectory("overlay2", Hex + "-init");

    [TestCase("lowerdir=/var/lib/docker/overlay2/l/E32475JAXOMZCUKRMDFDDJENAD:/var/lib/docker/overlay2/l/Z")]
    [TestCase("lowerdir=l/X:l/E32475JAXOMZCUKRMDFDDJENAD,upperdir=y/diff")]
    [TestCase("lowerdir+=/a/l/E32475JAXOMZCUKRMDFDDJENAD,lowerdir+=/b")]
    [TestCase(@"lowerdir=/odd\:root/l/E32475JAXOMZCUKRMDFDDJENAD,context=""x""")]
    [TestCase(@"upperdir=/with\040space/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/diff")]
    [TestCase(
        "36 35 8:1 /overlay2/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/diff / rw - "
            + "ext4 /dev/sda rw"
    )]
    [TestCase("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Finds_a_layer_however_its_path_is_spelt(string text) =>
        Assert.That(Find(text), Is.EquivalentTo(new[] { Layer }));

    [Test]
    public void Distinguishes_an_init_directory_from_its_container() =>
        Assert.That(Find($"upperdir=/x/{Hex}-init/diff"), Is.EquivalentTo(new[] { Init }));

    [TestCase("/xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/diff")]
    [TestCase("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-removing/diff")]
    [TestCase("/l/E32475JAXOMZCUKRMDFDDJENAD2")]
    public void Takes_no_other_name_for_a_layer(string text) => Assert.That(Find(text), Is.Empty);

    [TestCase("/var/lib/docker/volumes/db/_data", true)]
    [TestCase("36 35 8:2 /db/_data /data rw - ext4 /dev/sdb rw", true)]
    [TestCase("/var/lib/docker/volumes/db", true)]
    [TestCase("/srv/db/data", false)]
    [TestCase("/var/lib/docker/volumes/mydb/_data", false)]
    public void Finds_a_volume_only_where_volumes_lie(string text, bool isFound) =>
        Assert.That(Find(text), isFound ? Is.EquivalentTo(new[] { ResourceId.Volume("db") }) : Is.Empty);

    private static HashSet<ResourceId> Find(string text)
    {
        var names = new NameMatcher();
        names.AddLayer(Hex, Layer);
        names.AddLayer(Hex + "-init", Init);
        names.AddLayer(Short, Layer);
        names.AddVolume("db");
        var found = new HashSet<ResourceId>();
        names.Find(Encoding.UTF8.GetBytes(text), found);
        return found;
    }
}
