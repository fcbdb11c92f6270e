namespace NodeGc.Api.Cleanups;

/// <summary>A day of the week.</summary>
public enum WeekDay
{
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}
