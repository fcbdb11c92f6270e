using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Tests.Reports;

internal sealed class TextTableTests
{
    private static readonly string Id = new string('a', 12) + new string('b', 52);

    [Test]
    public void Columns_are_as_wide_as_they_need_and_lines_end_without_blanks() =>
        Assert.That(
            Lines(
                new TextTable("SIZE", "PATH", "WHY").Row("1 B", "volumes/data", "").Row("200 MiB", "tmp-old", "old"),
                120
            ),
            Is.EqualTo(new[] { "SIZE     PATH          WHY", "1 B      volumes/data", "200 MiB  tmp-old       old" })
        );

    [Test]
    public void The_widest_columns_are_cut_until_the_table_fits()
    {
        var lines = Lines(
            new TextTable("SIZE", "PATH", "WHY").Row("1 B", new string('p', 40), new string('w', 60)),
            50
        );

        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(50));
        Assert.That(lines[1], Is.EqualTo($"1 B   {new string('p', 22)}…  {new string('w', 18)}…"));
    }

    [Test]
    public void No_column_is_cut_until_nothing_can_be_read()
    {
        var row = new TextTable("SIZE", "PATH", "WHY").Row("1 B", new string('p', 40), new string('w', 40));
        Assert.That(Lines(row, 5)[1], Is.EqualTo($"1 B   {new string('p', 11)}…  {new string('w', 7)}…"));
    }

    [Test]
    public void A_wide_table_shows_everything()
    {
        var row = Lines(new TextTable("PATH", "WHY").Row($"overlay2/{Id}", new string('w', 300)), null)[1];
        Assert.That(row, Is.EqualTo($"overlay2/{Id}  {new string('w', 300)}"));
    }

    [TestCase("overlay2/{0}", "overlay2/aaaaaaaaaaaa")]
    [TestCase("overlay2/{0}-init", "overlay2/aaaaaaaaaaaa-init")]
    [TestCase("sha256:{0}", "aaaaaaaaaaaa")]
    [TestCase("layer 2 sha256:{0} is shared", "layer 2 aaaaaaaaaaaa is shared")]
    [TestCase("app@sha256:{0}", "app@sha256:{0}")]
    [TestCase("containers/{0}/config.v2.json of {0}", "containers/aaaaaaaaaaaa/config.v2.json of aaaaaaaaaaaa")]
    [TestCase("volumes/pg-data", "volumes/pg-data")]
    [TestCase("a{0}", "a{0}")]
    public void Ids_are_short_wherever_they_stand(string text, string shown) =>
        Assert.That(ShortIds.In(string.Format(null, text, Id)), Is.EqualTo(string.Format(null, shown, Id)));

    [Test]
    public void Names_from_the_disk_do_not_steer_a_terminal()
    {
        using var written = new StringWriter();
        new Page(written, Page.PlainWidth).Write(new TextTable("PATH").Row("volumes/\e[2Jgone\nnext"));
        Assert.That(
            written.ToString(),
            Is.EqualTo($"PATH{Environment.NewLine}volumes/\uFFFD[2Jgone\uFFFDnext{Environment.NewLine}")
        );
    }

    private static List<string> Lines(TextTable table, int? width) => [.. table.ToLines(width)];
}
