# bake            builds the image
# WHO=Ada bake    builds it for Ada

variable "WHO" {
  default     = "world"
  description = "Whom to greet"
}

group "default" {
  targets = ["hello"]
}

target "hello" {
  description = "Here-documents in a Dockerfile, in all their forms"
  args = {
    WHO = WHO
  }
  tags = ["hello:latest"]
}
