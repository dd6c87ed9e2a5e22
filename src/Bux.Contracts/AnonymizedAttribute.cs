namespace Bux;

/// <summary>
/// Vouches that what a method returns, or what a property or field holds, says nothing of a person any more, although it is made of
/// <see cref="PersonalDataAttribute">personal data</see> or stands in a type that is.
/// </summary>
/// <remarks>Bux's analyzers believe it: neither the method's body nor what becomes of its result is followed. It does nothing at run time.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AnonymizedAttribute : Attribute;
