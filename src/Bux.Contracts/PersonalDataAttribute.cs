namespace Bux;

/// <summary>
/// Says that a value tells something of a person: a member, a parameter, or, at a type, every member of every value of it.
/// At a parameter of a positional record it counts for the property as well.
/// </summary>
/// <remarks>
/// It is read by Bux's analyzers, which report where such a value, or a text made of it, reaches a log or a trace (BUX1140), the message of
/// an exception (BUX1141), the key of an entity (BUX1142) or the text of a rejection (BUX1143). It changes nothing at run time: the value
/// is stored, sent and printed like any other.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum
        | AttributeTargets.Interface)]
public sealed class PersonalDataAttribute : Attribute;
