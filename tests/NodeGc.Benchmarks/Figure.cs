using System.Globalization;

namespace NodeGc.Benchmarks;

/// <summary>One line of the result.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our value, with its unit.</param>
/// <param name="Peer">The value it is held against.</param>
/// <param name="Ratio">Ours by the peer's.</param>
/// <param name="Bar">What the ratio may be at most.</param>
internal sealed record Figure(string What, string Ours, string Peer, double Ratio, double Bar)
{
    public static string Heading => Line("what", "ours", "peer", "ratio", "bar");

    public bool IsMet => Ratio <= Bar;

    public static Figure From(string what, TimeSpan ours, string peerName, TimeSpan peer, double bar) =>
        new(what, Milliseconds(ours), $"{peerName} {Milliseconds(peer)}", ours / peer, bar);

    public static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");

    public override string ToString() =>
        Line(What, Ours, Peer, Number(Ratio), $"{Number(Bar)} {(IsMet ? "met" : "MISSED")}");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Line(string what, string ours, string peer, string ratio, string bar) =>
        $"{what, -44} {ours, -16} {peer, -34} {ratio, -8} {bar}";
}
