using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Docker.Tests.Fakes;
using NodeGc.Docker.Tests.Recorded;
using NodeGc.Testing.Docker;

namespace NodeGc.Docker.Tests;

/// <summary>
/// The client on answers that real engines gave, and on the same answers with something missing: whatever a decision
/// rests on is either read or makes the answer a bad one.
/// </summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class RecordedAnswerTests(DockerRelease release)
{
    private static readonly string[] Answers = [.. Question.All.Select(question => question.Answer)];
    private static readonly string[] Lists = ["containers", "images"];
    private readonly Recording recording = new(release);
    private ScriptedEngine engine = null!;
    private DockerClient client = null!;

    private static IEnumerable<DemandedField> Demanded => DemandedField.All;

    [SetUp]
    public async Task Start()
    {
        engine = new ScriptedEngine(recording.Read("version").ToJsonString());
        client = await DockerClient.ConnectAsync(engine.Options, default);
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await engine.DisposeAsync();
    }

    [TestCaseSource(nameof(Answers))]
    public void Understands_the_answer(string answer)
    {
        Script(answer, recording.Read(answer).ToJsonString());
        Assert.That(() => Question.Get(answer).AskAsync(client), Throws.Nothing);
    }

    [Test]
    public async Task Reads_the_parents_of_every_record_of_the_build_cache()
    {
        var answer = recording.Read("disk-usage");
        Script("disk-usage", answer.ToJsonString());
        var records = (await client.FindBuildCacheAsync(default))!.Value;
        var expected = answer["BuildCache"]!.AsArray().SelectMany(ParentsAsWritten).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected, Has.Length.GreaterThan(1), "a recording without parents would show nothing");
            Assert.That(records.SelectMany(record => record.Parents), Is.EqualTo(expected));
            Assert.That(records.Select(record => record.Id), Is.SupersetOf(expected));
        }
    }

    [Test]
    public async Task Reads_every_mount_and_the_directories_of_a_container()
    {
        Script("container", recording.Read("container").ToJsonString());
        var container = (await client.FindContainerAsync(Question.Id, default))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(container.State.Running);
            Assert.That(container.GraphDriver!.Data["UpperDir"], Does.StartWith("/nodegc/data/overlay2/"));
            Assert.That(
                container.Mounts!.Select(mount => (mount.Type, mount.Name is null)),
                Is.EquivalentTo([("volume", false), ("volume", false), ("bind", true)])
            );
        }
    }

    [TestCaseSource(nameof(Demanded))]
    public void Without_a_field_that_a_decision_rests_on_the_answer_is_a_bad_one(object demanded)
    {
        var field = (DemandedField)demanded;
        if (!field.IsWrittenBy(release))
            Assert.Pass("This engine does not write it.");
        AssertRefused(field, (parent, name) => Assert.That(parent.Remove(name), "the recording has the field"));
    }

    [TestCaseSource(nameof(Demanded))]
    public void A_null_is_read_as_none_only_where_engines_write_it_for_none(object demanded)
    {
        var field = (DemandedField)demanded;
        if (!field.IsWrittenBy(release))
            Assert.Pass("This engine does not write it.");
        if (field.IsNullGood)
            AssertUnderstood(field, (parent, name) => parent[name] = null);
        else
            AssertRefused(field, (parent, name) => parent[name] = null);
    }

    [TestCaseSource(nameof(Demanded))]
    public void Anything_of_another_type_is_refused(object demanded)
    {
        var field = (DemandedField)demanded;
        if (!field.IsWrittenBy(release))
            Assert.Pass("This engine does not write it.");
        AssertRefused(field, (parent, name) =>
            parent[name] = parent[name] is JsonArray or JsonObject ? 17 : new JsonArray(17)
        );
    }

    [TestCaseSource(nameof(Demanded))]
    public void What_must_have_a_name_is_refused_when_it_is_empty(object demanded)
    {
        var field = (DemandedField)demanded;
        if (!field.IsWrittenBy(release))
            Assert.Pass("This engine does not write it.");
        var (parent, name) = field.Find(recording.Read(field.Answer));
        if (parent[name] is JsonArray list)
            AssertRefused(
                field,
                (_, _) => { },
                (found, key) => found[key] = new JsonArray(list.Count == 0 ? null : new JsonObject())
            );
        else if (parent[name] is JsonObject && !field.IsNullGood)
            AssertRefused(field, (found, key) => found[key] = new JsonObject());
        else
            Assert.Pass("It is not a list and not an object.");
    }

    [TestCaseSource(nameof(Answers))]
    public void A_body_that_was_cut_off_is_refused(string answer)
    {
        var body = recording.Read(answer).ToJsonString();
        foreach (
            var length in new[] { 0, 1, body.Length / 3, body.Length / 2, body.Length - 1 }.Where(_ =>
                answer != "event"
            )
        )
        {
            Script(answer, body[..length]);
            AssertBad(answer, $"cut after {length}");
        }
    }

    [TestCaseSource(nameof(Answers))]
    public void A_connection_that_breaks_within_the_body_is_refused(string answer)
    {
        var body = recording.Read(answer).ToJsonString();
        engine.BreakOff(
            RequestOf(answer),
            $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body) + 1}\r\n\r\n{body}"
        );
        AssertBad(answer, "one byte less than announced");
    }

    [TestCaseSource(nameof(Lists))]
    public void A_list_that_is_not_a_list_is_refused(string answer)
    {
        foreach (var body in new[] { "null", "{}", "[null]", "[{}]", "\"\"", "[[]]" })
        {
            Script(answer, body);
            AssertBad(answer, body);
        }
    }

    private static IEnumerable<string> ParentsAsWritten(JsonNode? record) =>
        record![" Parents"] is JsonArray parents ? parents.Select(parent => (string)parent!)
        : (string?)record["Parent"] is { Length: > 0 } parent ? [parent]
        : [];

    private void AssertRefused(DemandedField field, params Action<JsonObject, string>[] changes)
    {
        Script(field, changes);
        AssertBad(field.Answer, field.ToString());
    }

    private void AssertUnderstood(DemandedField field, Action<JsonObject, string> change)
    {
        Script(field, change);
        Assert.That(() => Question.Get(field.Answer).AskAsync(client), Throws.Nothing);
    }

    private void AssertBad(string answer, string what) =>
        Assert.That(
            () => Question.Get(answer).AskAsync(client),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.BadAnswer),
            what
        );

    private void Script(DemandedField field, params Action<JsonObject, string>[] changes)
    {
        var answer = recording.Read(field.Answer);
        var (parent, name) = field.Find(answer);
        foreach (var change in changes)
            change(parent, name);
        Script(field.Answer, answer.ToJsonString());
    }

    private void Script(string answer, string body)
    {
        if (answer == "event")
            engine.BreakOff(RequestOf(answer), $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}\n");
        else
            engine.Answer(RequestOf(answer), body);
    }

    private string RequestOf(string answer) => $"GET /{Question.Get(answer).PathFor(client.Version, Question.Id)}";
}
