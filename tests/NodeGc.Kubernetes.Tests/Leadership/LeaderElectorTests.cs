using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Leadership;

[Category("Slow")]
public sealed class LeaderElectorTests
{
    private static readonly ObjectKey Key = new("default", "leader");
    private Server server = null!;

    [SetUp]
    public async Task StartAsync() => server = await Server.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Lets_one_lead_and_the_next_as_soon_as_the_first_has_stopped_in_order()
    {
        await using var first = new Candidate(server, "first", Patient);
        await Server.UntilAsync(() => first.Leads);
        await using var second = new Candidate(server, "second", Patient);
        await Server.UntilAsync(() => Asked("GET") >= 3);
        Assert.That(second.Leads, Is.False);

        await first.StopAsync();
        await Server.UntilAsync(() => second.Leads);

        Assert.That(first.Leads, Is.False);
        var lease = await server.Client.Resource(CoreResources.Leases).GetAsync(Key, CancellationToken.None);
        Assert.That((lease.Spec!.HolderIdentity, lease.Spec.LeaseTransitions), Is.EqualTo(("second", 1)));
    }

    [Test]
    public async Task Lets_the_next_lead_when_the_first_has_gone_silent_and_never_both()
    {
        await using var first = new Candidate(server, "first", Hasty);
        await Server.UntilAsync(() => first.Leads);
        await using var second = new Candidate(server, "second", Hasty);
        second.Watch(first);

        first.CutOff();
        await Server.UntilAsync(() => second.Leads);

        Assert.That(first.Leads, Is.False);
        Assert.That(second.SawTheOtherLead, Is.False);
    }

    [Test]
    public async Task Stops_leading_while_the_server_is_away_and_leads_again_afterwards()
    {
        await using var only = new Candidate(server, "only", Hasty);
        await Server.UntilAsync(() => only.Leads);

        server.Api.Faults.Always(
            seen => seen.Path.Contains("/leases/", StringComparison.Ordinal),
            new Fault.Answer(503)
        );
        await Server.UntilAsync(() => !only.Leads);
        server.Api.Faults.Clear();

        await Server.UntilAsync(() => only.Leads);
    }

    [Test]
    public void Measures_silence_by_its_own_clock()
    {
        var longAgo = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var other = Patient with { Identity = "other" };
        var lease = LeaseWriting.Create(other, longAgo);
        var seen = LeaseObservation.Update(lease, before: null, now: 100);

        Assert.That(seen.CanBeAcquired("us", TimeSpan.FromSeconds(11)), Is.False);
        Assert.That(seen.CanBeAcquired("us", TimeSpan.FromSeconds(12)), Is.True);
        Assert.That(seen.CanBeAcquired("other", TimeSpan.Zero), Is.True);
        var renewed = LeaseWriting.Renew(lease, other, longAgo.AddSeconds(1));
        Assert.That(LeaseObservation.Update(renewed, seen, now: 200).SeenAt, Is.EqualTo(200));
        Assert.That(LeaseObservation.Update(lease, seen, now: 200).SeenAt, Is.EqualTo(100));
    }

    [Test]
    public async Task Does_not_lead_beside_another_because_its_clock_was_set()
    {
        await using var first = new Candidate(server, "first", Hasty);
        await Server.UntilAsync(() => first.Leads);
        var clock = new SetClock();
        await using var second = new Candidate(server, "second", Hasty, clock);
        await Server.UntilAsync(() => Asked("GET") >= 3);

        clock.Offset = TimeSpan.FromHours(1);
        var asked = Asked("GET");
        await Server.UntilAsync(() => Asked("GET") >= asked + 5);

        Assert.That((first.Leads, second.Leads), Is.EqualTo((true, false)));
    }

    private static LeaderElectionOptions Patient => new(Key, "?") { RetryPeriod = TimeSpan.FromMilliseconds(50) };

    private static LeaderElectionOptions Hasty =>
        Patient with
        {
            LeaseDuration = TimeSpan.FromSeconds(2),
            RenewDeadline = TimeSpan.FromSeconds(1),
        };

    private int Asked(string method) =>
        server.Api.Requests.All.Count(seen =>
            seen.Method == method && seen.Path.Contains("/leases/", StringComparison.Ordinal)
        );

    /// <summary>Goes with the real clock and jumps ahead of it; FakeTimeProvider stands.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public long Jump { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => DateTime.UtcNow.Ticks + Jump;
    }

    /// <summary>Its time of day can be set; its timers run on.</summary>
    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly NodeGc.Kubernetes.Client.KubernetesClient client;
        private readonly Server server;
        private readonly string identity;
        private readonly JumpingClock clock = new();
        private readonly Task running;
        private Candidate? other;

        public Candidate(Server server, string identity, LeaderElectionOptions options, TimeProvider? electing = null)
        {
            (this.server, this.identity) = (server, identity);
            var token = new BearerToken.InFile(server.Write(identity, server.Api.AdminToken));
            client = new(server.Connection with { Token = token }, identity, clock);
            var leases = client.Resource(CoreResources.Leases);
            var elector = new LeaderElector(
                leases,
                options with
                {
                    Identity = identity,
                },
                new Random(1),
                electing ?? TimeProvider.System,
                NullLogger.Instance
            );
            running = elector.RunAsync(LeadAsync, stop.Token);
        }

        public bool Leads { get; private set; }

        public bool SawTheOtherLead { get; private set; }

        public void Watch(Candidate candidate) => other = candidate;

        /// <summary>No request of this candidate succeeds any more: its token is bad, and the good one is no longer
        /// remembered.</summary>
        public void CutOff()
        {
            server.Write(identity, "bad");
            clock.Jump = TimeSpan.FromMinutes(1).Ticks;
        }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            client.Dispose();
            stop.Dispose();
        }

        private async Task LeadAsync(CancellationToken cancellationToken)
        {
            SawTheOtherLead |= other is { Leads: true };
            Leads = true;
            await Task.Delay(Timeout.Infinite, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Leads = false;
        }
    }
}
