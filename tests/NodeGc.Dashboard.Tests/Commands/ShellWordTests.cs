using NodeGc.Operator.Dashboard.Commands;
using NodeGc.Testing.Docker;

namespace NodeGc.Dashboard.Tests.Commands;

internal sealed class ShellWordTests
{
    [TestCase("overlay2/0123abc", "overlay2/0123abc")]
    [TestCase("a b", "'a b'")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("", "''")]
    [TestCase("\u001b[2J", @"$'\U0000001B[2J'")]
    public void A_text_is_one_word(string text, string expected) =>
        Assert.That(ShellWord.Quote(text), Is.EqualTo(expected));

    /// <summary>What bash makes of it is the text again, whatever it contains.</summary>
    [TestCase("$(reboot) `reboot` ; reboot & > /etc/passwd | #!~*?[]{}\\")]
    [TestCase("'\"'\"")]
    [TestCase("line\nbreak\r\u001b[31m\u202eevil\u200b'\\n")]
    [TestCase("-rf")]
    [TestCase("ü😀")]
    public void Bash_reads_the_text_again(string text)
    {
        var word = ShellWord.Quote(text);
        var result = new ExternalCommand("bash", ["-c", $"printf %s {word}"])
        {
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" },
        }.Run();
        Assert.That(result.Output, Is.EqualTo(text));
        Assert.That(word, Does.Not.Match(@"[\p{Cc}\p{Cf}]"), "nothing hidden in what people see and copy");
    }
}
