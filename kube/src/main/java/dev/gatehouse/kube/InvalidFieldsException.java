package dev.gatehouse.kube;

import java.util.List;

/** Input from a user that cannot be read; carries every error that was found. */
public final class InvalidFieldsException extends Exception {

  private final transient List<FieldError> errors;

  public InvalidFieldsException(List<FieldError> errors) {
    super(FieldError.join(errors));
    this.errors = List.copyOf(errors);
  }

  public List<FieldError> errors() {
    return errors;
  }
}
