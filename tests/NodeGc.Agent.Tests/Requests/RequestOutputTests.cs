using NodeGc.Agent.Reports;
using NodeGc.Agent.Requests;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests.Requests;

internal sealed class RequestOutputTests
{
    private static readonly RestoreDocument Long = new([
        .. Enumerable
            .Range(0, 2000)
            .Select(at => new OutcomeDocument("layers", $"l{at}", $"overlay2/{at}", at, "Restored", "")),
    ]);

    [Test]
    public void Text_ends_after_the_last_line_that_fits()
    {
        var (text, isTruncated) = Create(AnswerFormat.Text, Long);

        Assert.That(isTruncated, Is.True);
        Assert.That(RequestOutput.SizeOf(text), Is.LessThanOrEqualTo(NodeAnswer.MaxOutputBytes));
        Assert.That(RequestOutput.SizeOf(text), Is.GreaterThan(NodeAnswer.MaxOutputBytes - 100));
        Assert.That(text.Split('\n')[^1], Does.Match(@"^Restored +\d+ B +overlay2/\d+$"));
    }

    [Test]
    public void Json_is_on_one_line() =>
        Assert.That(Create(AnswerFormat.Json, new RestoreDocument([])), Is.EqualTo(("""{"items":[]}""", false)));

    [Test]
    public void Json_that_does_not_fit_is_an_error_since_a_part_is_useless() =>
        Assert.That(
            () => Create(AnswerFormat.Json, Long),
            Throws.TypeOf<AgentException>().With.Message.Contains("at most 10000")
        );

    private static (string Text, bool IsTruncated) Create(AnswerFormat format, RestoreDocument document) =>
        RequestOutput.Create(format, document, ReportJson.Plain.RestoreDocument, CleanText.Write);
}
