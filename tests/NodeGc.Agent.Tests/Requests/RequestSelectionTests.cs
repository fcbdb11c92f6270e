using NodeGc.Agent.Requests;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests.Requests;

internal sealed class RequestSelectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly NodeAnswer Answer = new()
    {
        Id = "a",
        CompletionTime = Now,
        ExitCode = 0,
        Output = "live",
    };

    [Test]
    public void Takes_the_first_request_that_has_no_answer() =>
        Assert.That(
            RequestSelection.FindNext(Spec("a", "b", "c"), new NodeStorageStatus { Answers = [Answer] })?.Id,
            Is.EqualTo("b")
        );

    [Test]
    public void Never_answers_twice_even_after_the_output_was_removed()
    {
        var late = Now + RequestSelection.OutputLifetime + TimeSpan.FromSeconds(1);
        var cleaned = RequestSelection.Clean(new NodeStorageStatus { Answers = [Answer] }, Spec("a"), late);

        Assert.That(cleaned.Answers.Single(), Is.EqualTo(Answer with { Output = null }));
        Assert.That(RequestSelection.FindNext(Spec("a"), cleaned), Is.Null);
    }

    [Test]
    public void Drops_the_answer_to_a_request_that_was_withdrawn() =>
        Assert.That(
            RequestSelection.Clean(new NodeStorageStatus { Answers = [Answer] }, Spec("b"), Now).Answers,
            Is.Empty
        );

    [Test]
    public void Leaves_a_status_alone_in_which_nothing_is_to_be_done()
    {
        var status = new NodeStorageStatus { Answers = [Answer] };

        Assert.That(RequestSelection.Clean(status, Spec("a"), Now), Is.SameAs(status));
    }

    [Test]
    public void The_outputs_of_all_answers_together_are_bounded_and_an_answer_without_one_says_why()
    {
        var half = new string('x', (NodeAnswer.MaxOutputBytes / 2) + 1);
        NodeAnswer With(string id) => Answer with { Id = id, Output = half };
        var status = new NodeStorageStatus().With(With("a") with { Output = "short" }).With(With("b")).With(With("c"));

        Assert.That(status.Answers.Select(answer => answer.Output), Is.EqualTo(new[] { null, null, half }));
        Assert.That(status.Answers[0].Error, Does.Contain("was carried out"));
        Assert.That(status.Answers[2].Error, Is.Null);
    }

    [Test]
    public void Answers_no_more_requests_than_the_status_has_room_for()
    {
        var spec = Spec([.. Enumerable.Range(0, NodeRequest.MaxRequests + 1).Select(id => $"{id}")]);
        var status = new NodeStorageStatus
        {
            Answers = [.. spec.Requests.Take(NodeRequest.MaxRequests).Select(one => Answer with { Id = one.Id })],
        };

        Assert.That(RequestSelection.FindNext(spec, status), Is.Null);
    }

    private static NodeStorageSpec Spec(params string[] ids) =>
        new() { Requests = [.. ids.Select(id => new NodeRequest { Id = id, ExpirationTime = Now })] };
}
