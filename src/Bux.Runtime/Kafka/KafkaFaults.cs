using Bux.Log;
using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>What an error of Kafka means for a commit.</summary>
internal static class KafkaFaults
{
    /// <summary>The fault of a transaction that was aborted because of this error.</summary>
    public static CommitFault Aborted(KafkaException cause)
    {
        var kind = cause.Error.Code switch
        {
            ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidRecord or ErrorCode.InvalidTimestamp
                => CommitFaultKind.Refused,
            ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId or ErrorCode.RebalanceInProgress
                => CommitFaultKind.Lost,
            _ => CommitFaultKind.Aborted,
        };
        return new CommitFault(kind, $"Kafka aborted the transaction: {Text(cause.Error)}", cause);
    }

    /// <summary>Whether another producer has taken this one's place, or the broker has aborted its transaction for being late.</summary>
    public static bool Fenced(Error error)
        => error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;

    /// <summary>Whether a consumer can only be made anew after this error.</summary>
    public static bool EndsConsumer(Error error) => error.IsFatal || error.Code is
        ErrorCode.Local_Fatal or ErrorCode.Local_MaxPollExceeded or ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange
        or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.Local_Authentication
        or ErrorCode.SaslAuthenticationFailed or ErrorCode.FencedInstanceId;

    /// <summary>The error for people.</summary>
    public static string Text(Error error) => $"{error.Reason} ({error.Code})";

    /// <summary>The connection is lost for good.</summary>
    public static LogUnavailableException Unavailable(string what, KafkaException cause)
        => new($"{what}: {Text(cause.Error)}{Remedy(cause.Error)}", cause);

    private static string Remedy(Error error) => error.Code switch
    {
        ErrorCode.Local_MaxPollExceeded => " A batch took longer than max.poll.interval.ms: look for a use case that waits.",
        ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange
            => " The position is no longer, or not yet, in the topic: was it deleted and made again, or has its retention passed?",
        ErrorCode.TopicAuthorizationFailed => " Grant this principal READ and DESCRIBE on the topic.",
        ErrorCode.GroupAuthorizationFailed => " Grant this principal READ on the group.",
        _ => "",
    };
}
