using Bux.Probe;

namespace Bux.Runtime.Projections;

public sealed record Total(string Id, long Amount, int Events);

[Projection("totals")]
public static class Totals
{
    public static Total On(ProbeStartedEventV1 e, EventContext context) => new(context.EntityKey, 0, 1);

    public static Total? On(AmountAddedEventV2 e, Total row)
    {
        if (e.Amount == 666) throw new InvalidOperationException("a projection's bug");
        return row.Amount + e.Amount == 13 ? null : row with { Amount = row.Amount + e.Amount, Events = row.Events + 1 };
    }
}
