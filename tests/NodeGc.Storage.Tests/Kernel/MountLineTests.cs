using System.Text;
using NodeGc.Host.Kernel;

namespace NodeGc.Storage.Tests.Kernel;

internal sealed class MountLineTests
{
    [Test]
    public void Reads_all_fields_and_undoes_escapes()
    {
        var line = MountLine.Find(
            "36 35 98:0 /my\\040root /mnt\\011two rw,noatime master:1 shared:2 - ext3 /dev/ro\\134ot "u8
                + "rw,errors=continue"u8
        );

        Assert.That(
            line,
            Is.EqualTo(new MountLine("98:0", "/my root", "/mnt\ttwo", "ext3", @"/dev/ro\ot", "rw,errors=continue"))
        );
    }

    [TestCase("")]
    [TestCase("36 35 98:0 / /")]
    [TestCase("36 35 98:0 / / rw - ext4")]
    public void Takes_no_other_line_for_one(string text) =>
        Assert.That(MountLine.Find(Encoding.ASCII.GetBytes(text)), Is.Null);
}
