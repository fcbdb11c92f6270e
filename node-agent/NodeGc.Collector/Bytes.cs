using System.Globalization;

namespace NodeGc.Collector;

/// <summary>An amount of storage in bytes: allocated blocks, not apparent length. Never negative in an
/// inventory.</summary>
public readonly record struct Bytes(long Value) : IComparable<Bytes>
{
    /// <summary>No storage at all.</summary>
    public static readonly Bytes Zero = new(0);

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Adds two amounts.</summary>
    public static Bytes operator +(Bytes left, Bytes right) => new(left.Value + right.Value);

    /// <summary>Subtracts <paramref name="right"/>; the result may be negative.</summary>
    public static Bytes operator -(Bytes left, Bytes right) => new(left.Value - right.Value);

    /// <summary>Compares by amount.</summary>
    public static bool operator <(Bytes left, Bytes right) => left.Value < right.Value;

    /// <summary>Compares by amount.</summary>
    public static bool operator >(Bytes left, Bytes right) => left.Value > right.Value;

    /// <summary>Compares by amount.</summary>
    public static bool operator <=(Bytes left, Bytes right) => left.Value <= right.Value;

    /// <summary>Compares by amount.</summary>
    public static bool operator >=(Bytes left, Bytes right) => left.Value >= right.Value;

    /// <summary>Adds two amounts.</summary>
    public static Bytes Add(Bytes left, Bytes right) => left + right;

    /// <summary>Subtracts <paramref name="right"/>; the result may be negative.</summary>
    public static Bytes Subtract(Bytes left, Bytes right) => left - right;

    /// <summary>The sum of <paramref name="amounts"/>; zero for none.</summary>
    public static Bytes Sum(IEnumerable<Bytes> amounts) => amounts.Aggregate(Zero, Add);

    /// <inheritdoc/>
    public int CompareTo(Bytes other) => Value.CompareTo(other.Value);

    /// <summary>The amount in powers of 1024: <c>0 B</c>, <c>14 KiB</c>, <c>1.5 GiB</c>.</summary>
    public override string ToString()
    {
        double amount = Value;
        var unit = 0;
        for (; Math.Abs(amount) >= 1024 && unit < Units.Length - 1; unit++)
            amount /= 1024;
        var format = unit == 0 || Math.Abs(amount) >= 10 ? "0" : "0.#";
        return $"{amount.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
